import { join } from 'node:path';
import { app, type WebContents } from 'electron';
import type { Language } from '../contract/format.ts';
import type { Handlers } from '../contract/ipc.ts';
import type { ProgramsView } from '../contract/mail-program.ts';
import type { Settings } from '../contract/settings.ts';
import { MailCheck } from '../features/mail/check/mail-check.ts';
import { EncryptedCopies } from '../features/mail/encrypt/encrypted-copies.ts';
import { mailHandlers } from '../features/mail/handlers.ts';
import { DoubtedMessages } from '../features/mail/message/doubted-messages.ts';
import { reportMessage } from '../features/mail/message/report-message.ts';
import { freshScanner } from '../features/mail/scan/fresh-scanner.ts';
import { sendEvent } from '../ipc/main-side.ts';
import type { Antivirus } from '../platform/platform.ts';
import type { IncidentDesk } from './incident-desk.ts';
import type { Log } from './log.ts';
import { askWhereToEncrypt, chooseFiles, chooseMessage } from './mail-dialogs.ts';
import { MailProcess } from './mail-process.ts';
import type { Words } from './words.ts';

/** Runs in a process of its own, which goes with it. */
export interface ClosableAntivirus extends Antivirus {
  close(): void;
}

export interface MailDeskParts {
  readonly antivirus: ClosableAntivirus;
  readonly readPrograms: () => Promise<ProgramsView>;
  readonly incident: Pick<IncidentDesk, 'incident' | 'parts'>;
  readonly settings: () => Settings;
  readonly language: () => Language;
  readonly words: Words;
  /** The page, where it listens. */
  readonly listener: () => WebContents | null;
  readonly log: Log;
}

export interface MailDesk {
  readonly answers: Handlers['mail'];
  settingsChanged(): void;
  /** Ends what is at work; an unfinished encrypted copy goes with it. */
  close(): Promise<void>;
}

/** Builds safe mail. Each kind of work has a process of its own, begun with its first task: none waits for another. */
export function openMailDesk({
  antivirus,
  readPrograms,
  incident,
  settings,
  language,
  words,
  listener,
  log,
}: MailDeskParts): MailDesk {
  const ownProcess = () => new MailProcess(join(app.getAppPath(), 'dist/electron/mail-worker.js'));
  const [checking, encrypting, inspecting] = [ownProcess(), ownProcess(), ownProcess()];
  const check = new MailCheck({
    scanner: freshScanner(antivirus, () => settings().mail.oldSignaturesDays),
    worker: checking,
    settings: () => settings().mail,
    log,
  });
  const copies = new EncryptedCopies({
    worker: encrypting,
    askWhere: () => askWhereToEncrypt(words),
    onChange: (view) => sendEvent(listener(), 'mail', 'copyChanged', view),
  });
  const messages = new DoubtedMessages({
    worker: inspecting,
    settings: () => {
      const { agencyName, mail } = settings();
      return { agencyName, ownDomains: mail.ownDomains, trustedAuthServers: mail.trustedAuthServers };
    },
  });
  const reporting = {
    messages,
    incident: incident.incident,
    delivery: incident.parts.delivery,
    settings,
    nowMs: Date.now,
  };
  check.onChange((view) => sendEvent(listener(), 'mail', 'changed', view));
  return {
    answers: mailHandlers({
      check,
      copies,
      messages,
      chooseFiles: () => chooseFiles(words),
      chooseMessage: () => chooseMessage(words),
      programs: readPrograms,
      saveSummary: async (view) => {
        const { saveSummary } = await import('./mail-summary.ts');
        const { timeZone, commission, mail } = settings();
        const parts = {
          language: language(),
          words,
          timeZone,
          commission: commission.name,
          bulkRecipients: mail.bulkRecipients,
          nowMs: Date.now(),
        };
        return saveSummary(view, parts);
      },
      report: (id, cut) => reportMessage(reporting, id, cut),
      log,
    }),
    settingsChanged: () => check.settingsChanged(),
    async close() {
      check.close();
      inspecting.close();
      antivirus.close();
      await copies.close();
      encrypting.close();
    },
  };
}
