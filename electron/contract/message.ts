import { z } from 'zod';
import { FileId } from './mail.ts';

const Line = z.string().max(300);

/** One reason of a verdict on a message, with what it rests on. */
export const MessageReason = z.strictObject({
  kind: z.enum([
    'from-differs-reply-to',
    'from-differs-return-path',
    'display-name-other-address',
    'authentication-failed',
    'authentication-unknown',
    'outside-sender-as-own',
    /** Goes by the name of an organisation whose own domains are known, from another domain. */
    'claims-organisation',
    'look-alike-domain',
    'punycode-domain',
    'link-differs',
    'link-shortener',
    'link-ip-address',
    'link-punycode',
    'link-credentials',
    /** Not http(s) nor mail, e.g. `javascript:`; or an unusual port. */
    'link-unusual',
    'dangerous-attachment',
    'disguised-attachment',
    'encrypted-attachment',
    'tracking-picture',
    'pressure-words',
    'asks-for-secrets',
    'form-inside',
    'script-inside',
    'hidden-text',
    'damaged',
    /** An attachment in a format that is not opened here, e.g. `7z`, `msg`. */
    'not-looked-into',
    'too-large-to-look-through',
  ]),
  weight: z.enum(['strong', 'some', 'note']),
  /** Header, link or attachment as it stands there, links defanged. */
  evidence: z.string().max(600),
  detail: z.string().max(600),
});
export type MessageReason = z.infer<typeof MessageReason>;

export const MessageReport = z.strictObject({
  id: FileId,
  fileName: Line,
  bytes: z.int(),
  /** The mildest still says "check all the same". */
  verdict: z.enum(['dangerous', 'suspicious', 'nothing-found']),
  reasons: z.array(MessageReason).max(200),
  from: Line,
  replyTo: Line,
  returnPath: Line,
  subject: Line,
  date: Line,
  /** What the managed trusted server wrote; null: none is set, or it wrote nothing. */
  authentication: z.strictObject({ server: Line, spf: Line, dkim: Line, dmarc: Line }).nullable(),
  links: z.array(z.strictObject({ words: Line, defanged: z.string().max(2000) })).max(500),
  attachments: z.array(z.strictObject({ name: Line, bytes: z.int(), mediaType: Line })).max(200),
});
export type MessageReport = z.infer<typeof MessageReport>;

/** What became of a file that was to be inspected. What cannot be read is never said to be no message. */
export const MessageAnswer = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('report'), report: MessageReport }),
  z.strictObject({
    kind: z.literal('not-inspected'),
    why: z.enum(['not-a-message', 'folder', 'gone', 'no-access', 'in-use', 'late', 'unreadable']),
  }),
]);
export type MessageAnswer = z.infer<typeof MessageAnswer>;
