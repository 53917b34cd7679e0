import type { Handlers } from '../contract/ipc.ts';
import type { MailDesk, MailDeskParts } from './mail-desk.ts';

/** Safe mail, loaded with the first call that asks for it: nothing of it is needed at start-up. */
export class MailFront {
  private readonly parts: MailDeskParts;
  private opening: Promise<MailDesk> | null = null;
  private opened: MailDesk | null = null;

  constructor(parts: MailDeskParts) {
    this.parts = parts;
  }

  /** Its answers to the page, with which it is loaded. */
  readonly answers = async (): Promise<Handlers['mail']> => (await this.open()).answers;

  settingsChanged(): void {
    this.opened?.settingsChanged();
  }

  close(): void {
    this.opened?.close();
  }

  private async open(): Promise<MailDesk> {
    this.opening ??= import('./mail-desk.ts').then(({ openMailDesk }) => openMailDesk(this.parts));
    this.opened = await this.opening;
    return this.opened;
  }
}
