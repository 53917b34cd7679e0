import type { Handlers } from '../contract/ipc.ts';
import type { ReadingProcess } from '../features/mail/programs/programs-apart.ts';
import type { ClosableAntivirus, MailDesk, MailDeskParts } from './mail-desk.ts';

export interface MailFrontParts extends Omit<MailDeskParts, 'antivirus' | 'readPrograms'> {
  /** Loaded with it. */
  readonly openAntivirus: () => Promise<ClosableAntivirus>;
  /** The built `programs-worker.js`, in a process of its own. */
  readonly startReading: () => ReadingProcess;
}

/** Safe mail, loaded with the first call that asks for it: nothing of it is needed at start-up. */
export class MailFront {
  private readonly parts: MailFrontParts;
  private opening: Promise<MailDesk> | null = null;
  private opened: MailDesk | null = null;

  constructor(parts: MailFrontParts) {
    this.parts = parts;
  }

  /** Its answers to the page, with which it is loaded. */
  readonly answers = async (): Promise<Handlers['mail']> => (await this.open()).answers;

  settingsChanged(): void {
    this.opened?.settingsChanged();
  }

  async close(): Promise<void> {
    await this.opened?.close();
  }

  private async open(): Promise<MailDesk> {
    this.opening ??= this.load();
    this.opened = await this.opening;
    return this.opened;
  }

  private async load(): Promise<MailDesk> {
    const { openMailDesk } = await import('./mail-desk.ts');
    const { ProgramsApart } = await import('../features/mail/programs/programs-apart.ts');
    const programs = new ProgramsApart(this.parts.startReading);
    return openMailDesk({
      ...this.parts,
      antivirus: await this.parts.openAntivirus(),
      readPrograms: () => programs.read(),
    });
  }
}
