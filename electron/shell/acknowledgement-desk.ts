import { app } from 'electron';
import type { Duty } from '../contract/acknowledgement.ts';
import { formatDay, type Language } from '../contract/format.ts';
import type { Handlers } from '../contract/ipc.ts';
import type { Settings } from '../contract/settings.ts';
import type { Delivery } from '../delivery/delivery.ts';
import { realFs } from '../delivery/durable-files.ts';
import type { AcknowledgementParts } from '../features/rules/acknowledgement/acknowledgement-ports.ts';
import { AcknowledgementService } from '../features/rules/acknowledgement/acknowledgement-service.ts';
import { acknowledgementHandlers } from '../features/rules/acknowledgement/handlers.ts';
import { stateFile } from '../features/rules/acknowledgement/state.ts';
import type { Platform } from '../platform/platform.ts';
import { acknowledgementWords } from './acknowledgement-words.ts';
import type { Log } from './log.ts';
import type { Notices } from './notices.ts';
import { saveReceiptJson, saveReceiptPdf } from './save-receipt.ts';
import { ElectronSecretBox } from './secret-box.ts';
import { toastAcknowledgement } from './toasts.ts';
import type { Words } from './words.ts';

export interface AcknowledgementDeskParts {
  readonly platform: Platform;
  /** Holds state, keys and receipts. */
  readonly folder: string;
  readonly settings: () => Settings;
  readonly rules: AcknowledgementParts['rules'];
  readonly delivery: Delivery;
  /** Resolves once delivery knows what earlier runs left. */
  readonly deliveryStarted: Promise<void>;
  readonly notices: Notices;
  readonly language: () => Language;
  readonly words: Words;
  readonly log: Log;
  /** The page, the tray: something of it has changed. */
  readonly onChange: (service: AcknowledgementService) => void;
  readonly open: () => void;
}

/** How often it is looked whether a day has turned. */
const REMIND_EVERY_MS = 30 * 60_000;

/** The yearly acknowledgement where it meets the person: what the page asks, the tray's line, the reminders. */
export class AcknowledgementDesk {
  readonly answers: Handlers['acknowledgement'];
  private readonly parts: AcknowledgementDeskParts;
  private readonly service: AcknowledgementService;
  private noticeId: string | null = null;
  private remindedOf: string | null = null;

  /** Reads what is kept. Rejects with the file system's error. */
  static async open(parts: AcknowledgementDeskParts): Promise<AcknowledgementDesk> {
    const desk = new AcknowledgementDesk(parts);
    await desk.service.start();
    await desk.remind();
    return desk;
  }

  private constructor(parts: AcknowledgementDeskParts) {
    const { platform, folder, settings, rules, delivery, deliveryStarted, log } = parts;
    this.parts = parts;
    this.service = new AcknowledgementService({
      fs: realFs,
      folder,
      state: stateFile(folder),
      box: new ElectronSecretBox(platform),
      rules,
      delivery: {
        newId: () => delivery.newId(),
        post: async (document) => {
          await deliveryStarted;
          await delivery.post(document);
        },
        clockOffsetMs: () => delivery.clockOffsetMs,
      },
      settings,
      account: () => platform.account(),
      displayName: () => platform.readDisplayName(),
      appVersion: app.getVersion(),
      say: (language) => acknowledgementWords(language),
      clock: {
        nowMs: Date.now,
        after: (ms, run) => {
          const timer = setTimeout(run, ms).unref();
          return () => clearTimeout(timer);
        },
      },
      log,
    });
    this.answers = acknowledgementHandlers({
      service: this.service,
      savePdf: (receipt) => saveReceiptPdf(receipt, receipt.claim.consent.language),
      saveJson: (receipt) => saveReceiptJson(receipt, receipt.claim.consent.language),
    });
    this.service.onChange(() => {
      parts.onChange(this.service);
      this.remindAnew();
    });
    setInterval(() => void this.remind(), REMIND_EVERY_MS).unref();
  }

  /** One line for the tray; null: nothing is owed now, or nobody is to be reminded. */
  owed(): string | null {
    const { duty } = this.service.view();
    if (this.parts.settings().acknowledgement.renewal === null) return null;
    return sayDuty(duty, 'tray', this.parts.language(), this.parts.words);
  }

  /** Rules, settings or the day may have changed. Never rejects. */
  async refresh(): Promise<void> {
    await this.service.refresh();
    await this.remind();
  }

  /** Who has just signed must not be reminded of it for another half an hour. */
  private remindAnew(): void {
    const { state, dueOn } = this.service.view().duty;
    const duty = `${state} ${dueOn}`;
    if (duty === this.remindedOf) return;
    this.remindedOf = duty;
    void this.remind();
  }

  private async remind(): Promise<void> {
    const { notices, words, settings, language, open } = this.parts;
    const { notice, toast, reminded } = await this.service.remind();
    const { duty } = this.service.view();
    // A new step is said again although the one before was dismissed; within one it is not.
    const id = notice === null ? null : `acknowledgement ${reminded?.about} ${reminded?.stepDays} ${reminded?.toastOn}`;
    if (this.noticeId !== null && this.noticeId !== id) notices.takeBack(this.noticeId);
    this.noticeId = id;
    if (id === null || duty.dueOn === null || duty.daysLeft === null) return;
    const { dueOn, daysLeft } = duty;
    const edition = this.parts.rules.current().pack.edition;
    notices.sayWhileItLasts(
      notice === 'due'
        ? { kind: 'acknowledgement-due', id, dueOn, daysLeft }
        : { kind: 'acknowledgement-amended', id, edition },
    );
    const body = toast && settings().toasts ? sayDuty(duty, 'toast', language(), words) : null;
    if (body) toastAcknowledgement(body, words, open);
  }
}

function sayDuty(
  { state, dueOn, daysLeft }: Duty,
  where: 'tray' | 'toast',
  language: Language,
  words: Words,
): string | null {
  if (dueOn === null || daysLeft === null) return null;
  const values = { day: formatDay(dueOn, language), days: Math.abs(daysLeft) };
  switch (state) {
    case 'due-soon':
      return words(`shell:${where}.acknowledgement.dueSoon`, values);
    case 'due':
      return words(`shell:${where}.acknowledgement.due`, values);
    case 'overdue':
      return words(`shell:${where}.acknowledgement.overdue`, values);
    case 'new-edition':
      return words(`shell:${where}.acknowledgement.amended`, values);
    default:
      return null;
  }
}
