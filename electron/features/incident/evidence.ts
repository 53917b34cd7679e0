import { existsSync } from 'node:fs';
import { readdir, rm } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { z } from 'zod';
import { Connections } from '../../contract/incident.ts';
import { readJsonFile, writeJsonFile } from '../../storage/json-file.ts';

/** A picture of the screens, or why there is none. */
const Screenshot = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('taken'), pngBase64: z.base64() }),
  z.strictObject({ kind: z.literal('not-taken'), why: z.string() }),
]);
export type Screenshot = z.infer<typeof Screenshot>;

/** `incident-evidence-ID.json`, or `drill-evidence-ID.json`: the report's second tier, on this PC only until the person has looked and released it. */
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

const ROOMS = ['incident', 'drill'] as const;
type Room = (typeof ROOMS)[number];

/** Keeps what was gathered for the latest incident, and apart from it for the latest drill; an earlier one's gives way. */
export class EvidenceShelf {
  private readonly folder: string;
  private readonly sources: EvidenceSources;
  private readonly nowMs: () => number;
  private gathering: { readonly firstId: string; readonly kept: Promise<void> } | null = null;
  private readonly awaited = new Set<() => void>();

  constructor(folder: string, sources: EvidenceSources, nowMs: () => number = Date.now) {
    this.folder = folder;
    this.sources = sources;
    this.nowMs = nowMs;
  }

  /** Gathers once an incident; asked again it keeps what stands. Rejects with the file system's error. */
  gather(firstId: string, isDrill: boolean): Promise<void> {
    if (this.gathering?.firstId === firstId) return this.gathering.kept;
    // By its name alone: reading a picture would keep a press waiting.
    const isKept = ROOMS.some((room) => existsSync(this.pathOf(room, firstId)));
    const kept = isKept ? Promise.resolve() : this.gatherFor(firstId, isDrill ? 'drill' : 'incident');
    this.gathering = { firstId, kept };
    return kept;
  }

  /** Resolves when the picture that is to be taken now has been, or at the bound: a window of ours would cover what it shows. */
  async pictureFirst(withinMs: number): Promise<void> {
    await new Promise<void>((resolve) => {
      this.awaited.add(resolve);
      setTimeout(resolve, withinMs);
    });
  }

  /** null: nothing was gathered for that incident, or it was discarded. */
  of(firstId: string): Evidence | null {
    for (const room of ROOMS) {
      const read = readJsonFile(this.pathOf(room, firstId), Evidence, 'leave');
      if (read.kind === 'value' && read.value.firstId === firstId) return read.value;
    }
    return null;
  }

  /** Leaves every other incident's. Rejects with the file system's error. */
  async discard(firstId: string): Promise<void> {
    for (const room of ROOMS) await rm(this.pathOf(room, firstId), { force: true });
  }

  private async gatherFor(firstId: string, room: Room): Promise<void> {
    const takenAtMs = this.nowMs();
    const screenshot = this.sources
      .screenshot()
      .catch((error: unknown): Screenshot => ({ kind: 'not-taken', why: shortened(error) }))
      .finally(() => {
        for (const resolve of this.awaited) resolve();
        this.awaited.clear();
      });
    const connections = this.sources.connections().catch(
      (error: unknown): Connections => ({
        listening: { kind: 'unknown', why: shortened(error) },
        live: { kind: 'unknown', why: shortened(error) },
      }),
    );
    const gathered = { connections: await connections, screenshot: await screenshot };
    const path = this.pathOf(room, firstId);
    await writeJsonFile(path, { schema: 1, firstId, takenAtMs, ...gathered });
    for (const name of await readdir(this.folder))
      if (name.startsWith(`${room}-evidence`) && name !== basename(path)) await rm(join(this.folder, name));
  }

  private pathOf(room: Room, firstId: string): string {
    return join(this.folder, `${room}-evidence-${encodeURIComponent(firstId)}.json`);
  }
}

const shortened = (error: unknown) => String(error).slice(0, 200);
