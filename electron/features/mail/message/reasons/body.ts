import type { MessageReason } from '../../../../contract/message.ts';
import type { Scene } from '../scene.ts';
import { defanged } from '../web-link.ts';
import { reason } from './reason.ts';

/** Longer is no preheader, the hidden line that newsletters show in the list of messages. */
const PREHEADER_MAX_LENGTH = 400;
/** Marks within words: one may slip in by copying. */
const CUT_WORDS_MIN = 3;
const CUT_WORD = /[\p{L}\p{N}][\u00ad\u180e\u200b\u2060-\u2064\ufeff][\p{L}\p{N}]/gu;

/** What its HTML does that a letter has no need of. */
export function bodyReasons({ htmls, text }: Scene): MessageReason[] {
  const reasons: MessageReason[] = [];
  const all = <T>(of: (html: Scene['htmls'][number]) => readonly T[]) => htmls.flatMap(of);
  const inputs = all(({ inputs }) => inputs);
  if (inputs.length > 0)
    reasons.push(
      reason(
        'form-inside',
        inputs.includes('password') ? 'strong' : 'some',
        `<input type="${[...new Set(inputs)].slice(0, 6).join('", "')}">`,
      ),
    );
  const scripts = all(({ scripts }) => scripts);
  if (scripts.length > 0) reasons.push(reason('script-inside', 'some', scripts.slice(0, 5).join(', ')));
  const frames = all(({ frames }) => frames);
  if (frames.length > 0) reasons.push(reason('script-inside', 'some', frames.slice(0, 3).join(', ')));
  if (all(({ links }) => links).some(({ from }) => from === 'refresh'))
    reasons.push(reason('script-inside', 'some', '<meta http-equiv="refresh">'));
  const hidden = htmls
    .map(({ hiddenText }) => hiddenText.replace(/(?:[\p{Cf}\s\u00a0]|\u034f)+/gu, ' ').trim())
    .join(' ')
    .trim();
  if (hidden !== '')
    reasons.push(reason('hidden-text', hidden.length > PREHEADER_MAX_LENGTH ? 'some' : 'note', hidden.slice(0, 200)));
  const cut = text.slice(0, 500_000).match(CUT_WORD) ?? [];
  if (cut.length >= CUT_WORDS_MIN)
    reasons.push(reason('hidden-text', 'some', [...new Set(cut)].slice(0, 5).map(marked).join(' '), `× ${cut.length}`));
  const pictures = all(({ pictures }) => pictures).filter(({ source }) => /^(?:https?:)?\/\//i.test(source));
  const tiny = pictures.filter(({ isTiny }) => isTiny);
  const [first] = tiny.length > 0 ? tiny : pictures;
  if (first)
    reasons.push(reason('tracking-picture', 'note', defanged(first.source), `${tiny.length} / ${pictures.length}`));
  return reasons;
}

const marked = (word: string) =>
  word.replace(/\p{Cf}/gu, (mark) => `[U+${(mark.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}]`);
