import { calls, type Handlers } from '../contract/ipc.ts';
import type { MailDesk, MailDeskParts } from './mail-desk.ts';

type AnyHandler = (args: unknown) => unknown;

/** Safe mail, loaded with the first call that asks for it: nothing of it is needed at start-up. */
export class MailFront {
  readonly answers: Handlers['mail'];
  private readonly parts: MailDeskParts;
  private opening: Promise<MailDesk> | null = null;
  private opened: MailDesk | null = null;

  constructor(parts: MailDeskParts) {
    this.parts = parts;
    const late = (name: string) => async (args: unknown) => {
      const { answers } = await this.open();
      return (answers as Record<string, AnyHandler>)[name]?.(args);
    };
    this.answers = Object.fromEntries(Object.keys(calls.mail).map((name) => [name, late(name)])) as Handlers['mail'];
  }

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
