import type { IncidentParts } from './incident-ports.ts';

/** What waits for the clock; all of it is called off together. */
export class Timers {
  private readonly clock: Pick<IncidentParts['clock'], 'after'>;
  private readonly waiting = new Set<() => void>();
  private isStopped = false;

  constructor(clock: Pick<IncidentParts['clock'], 'after'>) {
    this.clock = clock;
  }

  later(ms: number, run: () => void): void {
    const cancel = this.clock.after(ms, () => {
      this.waiting.delete(cancel);
      if (!this.isStopped) run();
    });
    this.waiting.add(cancel);
  }

  pause(ms: number): Promise<void> {
    return new Promise((passed) => this.later(ms, passed));
  }

  stop(): void {
    this.isStopped = true;
    for (const cancel of this.waiting) cancel();
    this.waiting.clear();
  }
}
