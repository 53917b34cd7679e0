import { z } from 'zod';
import { FileReport, PersonalDataLook } from '../../../contract/mail.ts';
import { MessageReport } from '../../../contract/message.ts';
import { MailSettings } from '../../../contract/settings.ts';

/** Absolute; opened read-only. `name` is what the person sees, and what is judged. */
const OneFile = { path: z.string().min(1).max(4096), name: z.string().max(300) };

/** Looks into one file. Beyond a bound the answer says what was left out; the parent's own bounds are harder. */
export const LookTask = z.strictObject({
  kind: z.literal('look'),
  ...OneFile,
  /** A larger file is typed by its beginning and not looked into. */
  maxBytes: z.int().positive(),
  /** Of work, after which the rest is left out with `stopped`. */
  timeoutMs: z.int().positive(),
});
export type LookTask = z.infer<typeof LookTask>;

/** What of the settings decides about a message. */
export const InspectSettings = z.strictObject({
  ...MailSettings.pick({ ownDomains: true, trustedAuthServers: true }).shape,
  agencyName: z.string().max(80),
});
export type InspectSettings = z.infer<typeof InspectSettings>;

export const InspectTask = z.strictObject({
  kind: z.literal('inspect'),
  ...OneFile,
  settings: InspectSettings,
});
export type InspectTask = z.infer<typeof InspectTask>;

/** What the mail worker is asked, one at a time. */
export const MailTask = z.discriminatedUnion('kind', [LookTask, InspectTask]);
export type MailTask = z.infer<typeof MailTask>;

export const LookAnswer = z.strictObject({
  kind: z.literal('looked'),
  ...FileReport.pick({ type: true, findings: true }).shape,
  personalData: PersonalDataLook,
});
export type LookAnswer = z.infer<typeof LookAnswer>;

export const InspectAnswer = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('inspected'), report: MessageReport.omit({ id: true }) }),
  /** Not a message that can be read here; `format` is what it is instead, e.g. `msg`. */
  z.strictObject({ kind: z.literal('no-message'), format: z.string().max(20) }),
]);
export type InspectAnswer = z.infer<typeof InspectAnswer>;

/** The file could not be read: the system's code, e.g. `ENOENT`, or `UNKNOWN`. */
export const FailedAnswer = z.strictObject({
  kind: z.literal('failed'),
  code: z.string().max(40),
  message: z.string().max(600),
});
export type FailedAnswer = z.infer<typeof FailedAnswer>;

/** What the mail worker says; the parent parses it by this, since what it read was a stranger's. */
export const MailAnswer = z.union([LookAnswer, ...InspectAnswer.options, FailedAnswer]);
export type MailAnswer = z.infer<typeof MailAnswer>;
