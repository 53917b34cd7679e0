import { globalShortcut } from 'electron';
import type { IncidentReadiness } from '../contract/incident-calls.ts';

/** The managed keys that press the red button from anywhere; another program's keys are left to it, and that is said. */
export class IncidentShortcut {
  private readonly press: () => void;
  private held = '';
  private now: IncidentReadiness['shortcut'] = { kind: 'none' };

  constructor(press: () => void) {
    this.press = press;
  }

  get state(): IncidentReadiness['shortcut'] {
    return this.now;
  }

  /** `accelerator`: as Electron writes it; '' for none. After `ready` only. */
  use(accelerator: string): void {
    // Keys that were taken are tried again: the program that held them may have gone.
    if (accelerator === this.held && this.now.kind !== 'taken') return;
    if (this.now.kind === 'on') globalShortcut.unregister(this.held);
    this.held = accelerator;
    this.now = accelerator === '' ? { kind: 'none' } : { kind: this.register(accelerator), accelerator };
  }

  private register(accelerator: string): 'on' | 'taken' {
    try {
      return globalShortcut.register(accelerator, this.press) ? 'on' : 'taken';
    } catch {
      return 'taken';
    }
  }
}
