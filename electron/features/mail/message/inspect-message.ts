import type { MessageReason, MessageReport } from '../../../contract/message.ts';
import type { InspectSettings } from '../look/look-task.ts';
import { valuesOf } from './mime/fields.ts';
import { readMessage, shownField } from './mime/read-message.ts';
import { attachmentReasons } from './reasons/attachments.ts';
import { bodyReasons } from './reasons/body.ts';
import { linkReasons } from './reasons/links.ts';
import { proofReasons } from './reasons/proof.ts';
import { heaviestFirst, reason } from './reasons/reason.ts';
import { senderReasons } from './reasons/sender.ts';
import { wordReasons } from './reasons/words.ts';
import { type Scene, sceneOf, sentBy } from './scene.ts';
import { verdictOf } from './verdict.ts';
import { defanged } from './web-link.ts';

const LINE_MAX = 300;
const LINKS_MAX = 500;
const LINK_MAX_LENGTH = 2_000;
const ATTACHMENTS_MAX = 200;
const REASONS_MAX = 200;
/** Messages within this one whose senders are looked at too. */
const ATTACHED_MAX = 5;

/**
 * Judges a message in the Internet's format (RFC 5322, `.eml`). Never rejects for what it holds: what is broken or
 * beyond a bound is a reason of its own. Opens no link and runs nothing.
 */
export async function inspectMessage(
  bytes: Uint8Array,
  { fileName, settings }: { readonly fileName: string; readonly settings: InspectSettings },
): Promise<Omit<MessageReport, 'id'>> {
  const message = readMessage(bytes);
  const scene = await sceneOf(message, settings);
  const reasons = heaviestFirst(reasonsOf(scene));
  const { fields } = message;
  return {
    fileName: line(fileName),
    bytes: bytes.byteLength,
    verdict: verdictOf(reasons),
    reasons: reasons.slice(0, REASONS_MAX),
    from: line(shownField(fields, 'from')),
    replyTo: line(shownField(fields, 'reply-to')),
    returnPath: line(valuesOf(fields, 'return-path')[0] ?? ''),
    subject: line(scene.subject),
    date: line(valuesOf(fields, 'date')[0] ?? ''),
    authentication: scene.authentication && {
      server: line(scene.authentication.server),
      spf: scene.authentication.spf,
      dkim: scene.authentication.dkim,
      dmarc: scene.authentication.dmarc,
    },
    links: scene.links
      .slice(0, LINKS_MAX)
      .map(({ words, target }) => ({ words: line(words), defanged: cut(defanged(target), LINK_MAX_LENGTH) })),
    attachments: scene.files.slice(0, ATTACHMENTS_MAX).map(({ name, part }) => ({
      name: line(name),
      bytes: part.content.length,
      mediaType: line(part.mediaType),
    })),
  };
}

function reasonsOf(scene: Scene): MessageReason[] {
  return [
    ...senderReasons(scene),
    ...scene.message.attached.slice(0, ATTACHED_MAX).flatMap((fields) => senderReasons(sentBy(scene, fields))),
    ...proofReasons(scene),
    ...linkReasons(scene),
    ...attachmentReasons(scene),
    ...bodyReasons(scene),
    ...wordReasons(scene),
    ...brokenReasons(scene),
  ];
}

function brokenReasons({ message, htmls, files }: Scene): MessageReason[] {
  const leftOut = [
    ...message.leftOut,
    ...htmls.map((html) => html.leftOut),
    ...files.map(({ html }) => html?.leftOut ?? ''),
  ];
  const beyond = leftOut.filter((each) => each !== '');
  const faults = [...message.faults];
  return [
    // Two senders in one message show each mail program another.
    ...(faults.length > 0
      ? [reason('damaged', faults.some((each) => each.endsWith('from')) ? 'some' : 'note', faults.join(', '))]
      : []),
    ...(beyond.length > 0 ? [reason('too-large-to-look-through', 'some', beyond.join(', '))] : []),
  ];
}

const cut = (text: string, length: number): string => (text.length <= length ? text : `${text.slice(0, length - 1)}…`);
const line = (text: string): string =>
  cut(
    text
      .slice(0, 4 * LINE_MAX)
      .replace(/[\p{Cc}\u2028\u2029]+/gu, ' ')
      .trim(),
    LINE_MAX,
  );
