import { existsSync } from 'node:fs';
import type { AcknowledgementView } from '../contract/acknowledgement.ts';
import type { Handlers } from '../contract/ipc.ts';
import type { AcknowledgementDesk, AcknowledgementDeskParts } from './acknowledgement-desk.ts';
import type { RulesDesk } from './rules-desk.ts';

export interface AcknowledgementFrontParts extends Omit<AcknowledgementDeskParts, 'rules' | 'onChange'> {
  readonly rulesDesk: RulesDesk;
  /** What the page shows of it has changed, and perhaps the tray's line. */
  readonly onChange: (view: AcknowledgementView) => void;
}

/** The acknowledgement before it is loaded: with the page's first call, or after the first page where there is a duty. */
export class AcknowledgementFront {
  private readonly parts: AcknowledgementFrontParts;
  private opening: Promise<AcknowledgementDesk> | null = null;
  private desk: AcknowledgementDesk | null = null;

  constructor(parts: AcknowledgementFrontParts) {
    this.parts = parts;
  }

  /** Its answers to the page, with which it is loaded. */
  readonly answers = async (): Promise<Handlers['acknowledgement']> => (await this.open()).answers;

  /** One line for the tray; null: nothing is owed, or it is not known yet. */
  owed(): string | null {
    return this.desk?.owed() ?? null;
  }

  /** Rules, settings or the day may have changed. Never rejects. */
  async refresh(): Promise<void> {
    const { settings, folder, log } = this.parts;
    const isWanted = settings().acknowledgement.renewal !== null || existsSync(folder);
    if (!isWanted && !this.opening) return;
    try {
      await (await this.open()).refresh();
    } catch (error) {
      log(`acknowledgement: not opened: ${String(error)}`);
    }
  }

  private open(): Promise<AcknowledgementDesk> {
    // A disk that refused is asked again with the next call.
    this.opening ??= this.load().catch((error: unknown) => {
      this.opening = null;
      throw error;
    });
    return this.opening;
  }

  private async load(): Promise<AcknowledgementDesk> {
    const { rulesDesk, onChange, ...rest } = this.parts;
    const [{ AcknowledgementDesk }, { differenceOf }, source] = await Promise.all([
      import('./acknowledgement-desk.ts'),
      import('../features/rules/difference.ts'),
      rulesDesk.source(),
    ]);
    const rules = {
      current: () => source.current(),
      difference: differenceOf,
    };
    this.desk = await AcknowledgementDesk.open({ ...rest, rules, onChange: (service) => onChange(service.view()) });
    return this.desk;
  }
}
