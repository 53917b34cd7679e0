import type { FileFinding } from '../../../../contract/mail.ts';
import type { MessageReason } from '../../../../contract/message.ts';
import { isSameOrganisation } from '../domains.ts';
import { passwordGivenIn } from '../phrases.ts';
import type { AttachedFile, Scene } from '../scene.ts';
import { webLink } from '../web-link.ts';
import { fewOfEachKind, reason } from './reason.ts';

type Judgement = readonly [MessageReason['kind'], MessageReason['weight']];

/** What a finding about a file means in a message from elsewhere, unless a password for it is given along. */
const JUDGED: Readonly<Partial<Record<FileFinding['kind'], Judgement>>> = {
  program: ['dangerous-attachment', 'strong'],
  script: ['dangerous-attachment', 'strong'],
  shortcut: ['dangerous-attachment', 'strong'],
  'archive-with-program': ['dangerous-attachment', 'strong'],
  macros: ['dangerous-attachment', 'some'],
  'archive-bomb': ['too-large-to-look-through', 'some'],
  'archive-too-deep': ['too-large-to-look-through', 'some'],
  'external-content': ['dangerous-attachment', 'some'],
  'double-extension': ['disguised-attachment', 'strong'],
  'right-to-left-mark': ['disguised-attachment', 'strong'],
  'hidden-mark': ['hidden-text', 'note'],
  'type-differs': ['disguised-attachment', 'some'],
  encrypted: ['encrypted-attachment', 'note'],
  unreadable: ['not-looked-into', 'note'],
  'too-large-to-look-into': ['too-large-to-look-through', 'some'],
  damaged: ['damaged', 'note'],
};

/** Containers by which senders get past the mark that Windows puts on what came from outside. */
const CONTAINERS = new Set(['iso', 'vhd', 'cab', 'ace', 'arj', 'one', 'chm']);

/** Of one kind: each names its file, up to what a person reads. */
const ALIKE_MAX = 40;

/** Archives that may be locked without showing it. */
const LOCKABLE = new Set(['7z', 'rar']);

export function attachmentReasons(scene: Scene): MessageReason[] {
  const reasons = scene.files.flatMap((file) => [
    ...findingReasons(file, scene),
    ...(CONTAINERS.has(file.type) ? [reason('dangerous-attachment', 'some', file.name, file.type)] : []),
    ...pageReasons(file, scene),
  ]);
  return fewOfEachKind(reasons, ALIKE_MAX);
}

function findingReasons({ name, findings }: AttachedFile, scene: Scene): MessageReason[] {
  const isLocked = ({ kind, detail }: FileFinding) =>
    kind === 'encrypted' || (kind === 'unreadable' && LOCKABLE.has(detail));
  const given = findings.some(isLocked) ? passwordGivenIn(scene.text) : '';
  const known = new Set<string>();
  return findings.flatMap((finding) => {
    const { kind, at, detail } = finding;
    // What cannot be opened here and comes with a password is locked, whether or not its format shows that.
    const isGiven = given !== '' && isLocked(finding);
    const [judged, weight] = isGiven ? (['encrypted-attachment', 'some'] as const) : (JUDGED[kind] ?? []);
    if (!judged || !weight) return [];
    const key = isGiven ? judged : `${judged} ${kind}`;
    if (known.has(key)) return [];
    known.add(key);
    // A form in a PDF may count with JavaScript; it does not run beyond the reader.
    const isPdfScript = kind === 'script' && detail.startsWith('PDF');
    const where = [at, detail].filter((each) => each !== '').join(' · ');
    return [reason(judged, isPdfScript ? 'some' : weight, name, isGiven ? given : where)];
  });
}

/** A page opened from a message runs outside the mail program's protection. */
function pageReasons({ name, html }: AttachedFile, scene: Scene): MessageReason[] {
  if (!html) return [];
  const reasons: MessageReason[] = [];
  if (html.inputs.length > 0) {
    const target = html.links.find(({ from }) => from === 'form')?.target ?? '';
    const isElsewhere =
      target !== '' && !isSameOrganisation(webLink({ words: '', target, from: 'form' }).host, scene.from?.domain ?? '');
    const isSecret = html.inputs.includes('password');
    reasons.push(reason('form-inside', isSecret && isElsewhere ? 'strong' : 'some', name, html.inputs.join(', ')));
  }
  if (html.scripts.length > 0) reasons.push(reason('script-inside', 'some', name, html.scripts.slice(0, 3).join(', ')));
  const refresh = html.links.find(({ from }) => from === 'refresh');
  if (refresh) reasons.push(reason('script-inside', 'some', name, '<meta http-equiv="refresh">'));
  return reasons;
}
