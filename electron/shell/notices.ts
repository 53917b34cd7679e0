import { isDeepStrictEqual } from 'node:util';
import { z } from 'zod';
import type { Notice } from '../contract/app.ts';
import type { UsageSnapshot } from '../contract/usage.ts';
import { readJsonFile, writeJsonFile } from '../storage/json-file.ts';

const ShellState = z.strictObject({
  schema: z.literal(1),
  firstRunDone: z.boolean(),
  /** Ids of things said once for good, e.g. that closing keeps the app in the tray. */
  saidOnce: z.array(z.string()).max(100),
});
type ShellState = z.infer<typeof ShellState>;

/** What the person has been told and has dismissed. Dismissals of one-time notices survive a restart. */
export class Notices {
  private readonly path: string;
  private readonly changed: (notices: Notice[]) => void;
  private state: ShellState;
  private open: Notice[] = [];
  /** Ids of what was said and lasts, dismissed or not. */
  private readonly lasting = new Set<string>();
  /** Ids whose dismissal is remembered for good. */
  private readonly untilDismissed = new Set<string>();

  constructor(path: string, changed: (notices: Notice[]) => void) {
    this.path = path;
    this.changed = changed;
    this.state = readState(path);
  }

  get firstRunDone(): boolean {
    return this.state.firstRunDone;
  }

  async finishFirstRun(): Promise<void> {
    this.state = { ...this.state, firstRunDone: true };
    await writeJsonFile(this.path, this.state);
  }

  list(): Notice[] {
    return this.open;
  }

  /** Shows a notice; one with the same id is replaced. */
  say(notice: Notice): void {
    this.open = [...this.open.filter((one) => one.id !== notice.id), notice];
    this.changed(this.open);
  }

  /** Shows a notice unless it was ever shown before; answers whether it is shown now for the first time. */
  sayOnce(notice: Notice): boolean {
    const isFirst = this.firstTime(notice.id);
    if (isFirst) this.say(notice);
    return isFirst;
  }

  /** Shows a notice at every start until the person has dismissed it. */
  sayUntilDismissed(notice: Notice): void {
    if (this.state.saidOnce.includes(notice.id)) return;
    this.untilDismissed.add(notice.id);
    this.say(notice);
  }

  /**
   * Shows a notice when it begins to be so, and in its place with what has changed of it since; once dismissed it stays
   * away until it was taken back.
   */
  sayWhileItLasts(notice: Notice): void {
    if (!this.lasting.has(notice.id)) {
      this.lasting.add(notice.id);
      this.say(notice);
      return;
    }
    const shown = this.open.find(({ id }) => id === notice.id);
    if (!shown || isDeepStrictEqual(shown, notice)) return;
    this.open = this.open.map((one) => (one === shown ? notice : one));
    this.changed(this.open);
  }

  /** It is no longer so. */
  takeBack(id: string): void {
    if (this.lasting.delete(id)) this.dismiss(id);
  }

  /** True once in the life of the data folder, for each id. */
  firstTime(id: string): boolean {
    if (this.state.saidOnce.includes(id)) return false;
    this.state = { ...this.state, saidOnce: [...this.state.saidOnce, id].slice(-100) };
    // If this cannot be written it is merely the first time once more.
    writeJsonFile(this.path, this.state).catch(() => {});
    return true;
  }

  /** Drops what was said of thresholds that no longer stand: the day has turned, or the cap was raised. */
  keepThresholds({ day, passedPercent }: Pick<UsageSnapshot, 'day' | 'passedPercent'>): void {
    const kept = this.open.filter(
      (one) => one.kind !== 'threshold' || (one.day === day && passedPercent.includes(one.percent)),
    );
    if (kept.length === this.open.length) return;
    this.open = kept;
    this.changed(kept);
  }

  dismiss(id: string): void {
    if (this.untilDismissed.delete(id)) this.firstTime(id);
    this.open = this.open.filter((one) => one.id !== id);
    this.changed(this.open);
  }
}

/** A file that cannot be read costs the three cards once more, never the app. */
function readState(path: string): ShellState {
  const fresh: ShellState = { schema: 1, firstRunDone: false, saidOnce: [] };
  try {
    const read = readJsonFile(path, ShellState);
    return read.kind === 'value' ? read.value : fresh;
  } catch {
    return fresh;
  }
}
