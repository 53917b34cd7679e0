import { CallRefused } from '../../contract/call-refused.ts';
import type { Handlers } from '../../contract/ipc.ts';
import type { MailCheckView } from '../../contract/mail.ts';
import type { ProgramsView } from '../../contract/mail-program.ts';
import type { MailCheck } from './check/mail-check.ts';
import type { EncryptedCopies } from './encrypt/encrypted-copies.ts';
import type { DoubtedMessages } from './message/doubted-messages.ts';

export interface MailHandlerParts {
  readonly check: MailCheck;
  readonly copies: EncryptedCopies;
  readonly messages: DoubtedMessages;
  /** Main's own dialog; empty: the person closed it. */
  readonly chooseFiles: () => Promise<readonly string[]>;
  /** null: the person closed it. */
  readonly chooseMessage: () => Promise<string | null>;
  readonly programs: () => Promise<ProgramsView>;
  /** Asks where to save; null: the person closed the dialog. */
  readonly saveSummary: (view: MailCheckView) => Promise<{ fileName: string } | null>;
  /** Answers whether the message could be attached. */
  readonly report: (id: string, cut: boolean) => Promise<boolean>;
  readonly log: (line: string) => void;
}

export function mailHandlers(parts: MailHandlerParts): Handlers['mail'] {
  const { check, copies, messages } = parts;
  const readPrograms = async () => {
    const read = await parts.programs();
    check.setPrograms(read.checks);
    return read;
  };
  let hasReadPrograms = false;
  return {
    view: () => {
      // What the PC can tell is not asked: clause 5(4) is answered without the person's going there.
      if (!hasReadPrograms)
        readPrograms().catch((error: unknown) => parts.log(`mail programs not read: ${String(error)}`));
      hasReadPrograms = true;
      return check.view();
    },
    take: ({ paths }) => check.take(paths),
    choose: async () => {
      const paths = await parts.chooseFiles();
      await check.take(paths);
      return { files: paths.length };
    },
    recheck: () => check.recheck(),
    remove: ({ id }) => check.remove(id),
    clear: () => {
      copies.cancel();
      check.clear();
    },
    cancel: () => check.cancel(),
    recipients: () => ({ text: check.pastedRecipients }),
    setRecipients: ({ text }) => check.setRecipients(text),
    setAnswers: (answers) => {
      if (answers.classified !== 'no') copies.cancel();
      check.setAnswers(answers);
    },
    copy: () => copies.view(),
    cancelEncrypting: () => copies.cancel(),
    passphraseNoted: () => copies.noted(),
    encrypt: ({ ids }) => {
      // Clause 4(7) and the rules on classified documents: not by mail, encrypted or not; no answer is not "no".
      if (check.view().answers.classified !== 'no') throw new CallRefused('not-allowed', 'not said to be unclassified');
      const files = check.held(ids);
      if (files.length < new Set(ids).size)
        throw new CallRefused('not-available', 'a file is not in the check any more');
      if (files.some(({ report }) => report.scan?.kind === 'found'))
        throw new CallRefused('not-allowed', 'the antivirus found something in a file');
      return copies.make(files.map(({ path, name, report }) => ({ path, name, bytes: report.bytes })));
    },
    saveSummary: async () => {
      await check.confirm();
      return parts.saveSummary(check.view());
    },
    inspect: ({ paths }) => messages.inspect(paths[0] ?? ''),
    chooseMessage: async () => {
      const path = await parts.chooseMessage();
      return path === null ? null : messages.inspect(path);
    },
    reportMessage: async ({ id, cut }) => ({ attached: await parts.report(id, cut) }),
    programs: readPrograms,
  };
}
