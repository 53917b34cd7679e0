import { z } from 'zod';
import { EncryptedCopyView, FileId, MailAnswers, MailCheckView, TakenFiles } from '../mail.ts';
import { ProgramsView } from '../mail-program.ts';
import { MessageAnswer } from '../message.ts';
import { type CallShape, call, type EventShape, nothing } from './call.ts';

const Recipients = z.strictObject({ text: z.string().max(200_000) });
const callWithFiles = <R extends z.ZodType>(result: R) => ({ args: TakenFiles, result, takesFiles: true }) as const;

/** Nothing here leaves the PC but `reportMessage`, which says so first. Files are read, never changed. */
export const calls = {
  view: call(nothing, MailCheckView),
  /** Adds to the check; a file that is in it already is looked at anew. Refused by preload with `no-file` where a `File` has no path, e.g. dragged from a page. */
  take: callWithFiles(nothing),
  /** Main asks which; resolves with how many were chosen. */
  choose: call(nothing, z.strictObject({ files: z.int() })),
  /** Looks at all files anew: corrected since, or the antivirus renewed. */
  recheck: call(nothing, nothing),
  remove: call(z.strictObject({ id: FileId }), nothing),
  /** Forgets files, recipients and answers. */
  clear: call(nothing, nothing),
  /** Stops the check; what is not done says so. */
  cancel: call(nothing, nothing),
  /** As pasted, for a page that is opened again. */
  recipients: call(nothing, Recipients),
  /** As pasted from the mail program; '' for none. Kept in memory only. */
  setRecipients: call(Recipients, nothing),
  setAnswers: call(MailAnswers, nothing),
  copy: call(nothing, EncryptedCopyView),
  /**
   * AES-256, zip within zip, main asks where to save; resolves once `copy` tells how it went. Refused with
   * `not-allowed` for what the person called classified, `not-available` while a passphrase waits to be noted.
   */
  encrypt: call(z.strictObject({ ids: z.array(FileId).min(1).max(1000) }), nothing),
  cancelEncrypting: call(nothing, nothing),
  /** The person has the passphrase; main forgets it. */
  passphraseNoted: call(nothing, nothing),
  /** The result as PDF, without file contents; main asks where to save. */
  saveSummary: call(nothing, z.strictObject({ fileName: z.string() }).nullable()),
  /** Of the first file alone. */
  inspect: callWithFiles(MessageAnswer),
  /** null: the person closed the dialog. */
  chooseMessage: call(nothing, MessageAnswer.nullable()),
  /**
   * The person has been told that the message carries third parties' data. `attached`: false where it is larger than
   * the agency lets a document be, or cannot be read any more; the report went without it.
   */
  reportMessage: call(z.strictObject({ id: FileId, cut: z.boolean() }), z.strictObject({ attached: z.boolean() })),
  programs: call(nothing, ProgramsView),
} as const satisfies Record<string, CallShape>;

export const events = { changed: MailCheckView, copyChanged: EncryptedCopyView } as const satisfies Record<
  string,
  EventShape
>;
