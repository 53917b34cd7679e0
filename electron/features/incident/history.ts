import { join } from 'node:path';
import { z } from 'zod';
import type { IncidentView } from '../../contract/incident.ts';
import { IncidentSummary } from '../../contract/incident-calls.ts';
import { readJsonFile, writeJsonFile } from '../../storage/json-file.ts';

/** What one call to the page may carry. */
const KEPT_MAX = 500;

/** Where its report stands is the outbox's to say. */
const Kept = IncidentSummary.omit({ report: true });
type Kept = z.infer<typeof Kept>;

/** `incident-history.json`: one line an incident or drill, newest first. */
const History = z.strictObject({ schema: z.literal(1), incidents: z.array(Kept).max(KEPT_MAX) });

/** Every incident and drill of this PC, each as it stood last. */
export class IncidentHistory {
  private readonly path: string;
  private readonly log: (line: string) => void;
  private incidents: Kept[] = [];

  /** Blocks for one small file; a damaged one is set aside, and the list begins anew. */
  constructor(folder: string, log: (line: string) => void) {
    this.path = join(folder, 'incident-history.json');
    this.log = log;
    try {
      const read = readJsonFile(this.path, History);
      if (read.kind === 'value') this.incidents = read.value.incidents;
      if (read.kind === 'damaged') log(`incident history not readable, kept as ${read.setAside}`);
    } catch (error) {
      log(`incident history not read: ${String(error)}`);
    }
  }

  list(): readonly Kept[] {
    return this.incidents;
  }

  /** Unix ms of the latest drill; null: never on this PC. */
  get lastDrillAtMs(): number | null {
    return this.incidents.find(({ drill }) => drill)?.clickedAtMs ?? null;
  }

  /** Writes only where something changed: this runs at every look at the network. */
  note({ firstId, code, drill, clickedAtMs, falseAlarm, ...view }: IncidentView): void {
    const known = this.incidents.find((each) => each.firstId === firstId);
    const phase = view.phase === 'closed' && known ? known.phase : view.phase;
    const now = { firstId, code, drill, clickedAtMs, phase, falseAlarm };
    if (known?.phase === phase && known.falseAlarm === falseAlarm) return;
    const others = this.incidents.filter((each) => each !== known);
    this.incidents = [now, ...others].sort((one, other) => other.clickedAtMs - one.clickedAtMs).slice(0, KEPT_MAX);
    writeJsonFile(this.path, { schema: 1, incidents: this.incidents }).catch((error: unknown) =>
      this.log(`incident history not kept: ${String(error)}`),
    );
  }
}
