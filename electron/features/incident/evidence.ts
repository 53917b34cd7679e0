import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { Connections } from '../../contract/incident.ts';
import { readJsonFile, writeJsonFile } from '../../storage/json-file.ts';

/** A picture of the screens, or why there is none. */
const Screenshot = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('taken'), pngBase64: z.base64() }),
  z.strictObject({ kind: z.literal('not-taken'), why: z.string() }),
]);
export type Screenshot = z.infer<typeof Screenshot>;

/** `incident-evidence.json`: the report's second tier, on this PC only until the person has looked and released it. */
const Evidence = z.strictObject({
  schema: z.literal(1),
  firstId: z.string(),
  takenAtMs: z.number(),
  connections: Connections,
  screenshot: Screenshot,
});
export type Evidence = z.infer<typeof Evidence>;

export interface EvidenceSources {
  /** Listening ports and live connections, as far as this account may see. */
  connections(): Promise<Connections>;
  screenshot(): Promise<Screenshot>;
}

/** Keeps what was gathered for the latest incident; an earlier one's, released or not, gives way to it. */
export class EvidenceShelf {
  private readonly path: string;
  private readonly sources: EvidenceSources;
  private readonly nowMs: () => number;

  constructor(folder: string, sources: EvidenceSources, nowMs: () => number = Date.now) {
    this.path = join(folder, 'incident-evidence.json');
    this.sources = sources;
    this.nowMs = nowMs;
  }

  /** Gathers once an incident; asked again it keeps what stands. Rejects with the file system's error. */
  async gather(firstId: string): Promise<void> {
    if (this.of(firstId)) return;
    const takenAtMs = this.nowMs();
    const [connections, screenshot] = await Promise.all([
      this.sources.connections().catch(
        (error: unknown): Connections => ({
          listening: { kind: 'unknown', why: shortened(error) },
          live: { kind: 'unknown', why: shortened(error) },
        }),
      ),
      this.sources.screenshot().catch((error: unknown): Screenshot => ({ kind: 'not-taken', why: shortened(error) })),
    ]);
    await writeJsonFile(this.path, { schema: 1, firstId, takenAtMs, connections, screenshot });
  }

  /** null: nothing was gathered for that incident, or it was discarded. */
  of(firstId: string): Evidence | null {
    const read = readJsonFile(this.path, Evidence, 'leave');
    return read.kind === 'value' && read.value.firstId === firstId ? read.value : null;
  }

  async discard(): Promise<void> {
    await rm(this.path, { force: true });
  }
}

const shortened = (error: unknown) => String(error).slice(0, 200);
