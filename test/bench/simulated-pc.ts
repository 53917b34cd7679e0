import { promises } from 'node:fs';
import { UsageService } from '../../electron/features/usage/usage-service.ts';
import type { CounterReading, Platform } from '../../electron/platform/platform.ts';
import { BUILT_IN } from '../../electron/settings/built-in.ts';
import type { WritableFs } from '../../electron/storage/append-only-file.ts';

const ADAPTERS = 8;
const COUNTED = 2;
const GIGABIT = 1e9;

/** A PC with eight adapters, two of them counted, whose clock and traffic are the bench's to move. */
export class SimulatedPc {
  nowMs: number;
  bytesWritten = 0;
  #boot = 0;
  #bootAtMs: number;
  #bytes = 0;

  constructor(nowMs: number) {
    this.nowMs = nowMs;
    this.#bootAtMs = nowMs;
  }

  /** Switches it on at a time: counters begin at nothing. */
  bootAt(timeMs: number): void {
    this.#boot += 1;
    this.#bootAtMs = timeMs;
    this.nowMs = timeMs;
    this.#bytes = 0;
  }

  /** Lets time pass while each counted adapter receives so many bytes and sends a tenth of them. */
  pass(durationMs: number, bytes: number): void {
    this.nowMs += durationMs;
    this.#bytes += bytes;
  }

  /** The app's own measuring and record keeping on this PC. */
  service(folder: string): UsageService {
    return new UsageService({
      platform: this.#platform,
      folder,
      settings: () => BUILT_IN,
      official: () => ({ kind: 'not-set' }),
      nowMs: () => this.nowMs,
      log: () => {},
      fs: this.#fs,
    });
  }

  get #platform(): Pick<Platform, 'readCounters' | 'readNetworkFacts' | 'readSession'> {
    return {
      readCounters: () => ({ ok: true, value: this.#reading() }),
      readNetworkFacts: () => ({ ok: true, value: [] }),
      readSession: () => ({
        atConsole: true,
        locked: false,
        sessionId: `session-${this.#boot}`,
        signedInAtMs: this.#bootAtMs,
      }),
    };
  }

  #reading(): CounterReading {
    return {
      takenAtMs: this.nowMs,
      sinceBootMs: this.nowMs - this.#bootAtMs,
      bootId: `b007b007-0000-4000-8000-${String(this.#boot).padStart(12, '0')}`,
      adapters: Array.from({ length: ADAPTERS }, (_, index) => ({
        key: `02:00:5e:00:53:0${index}@/devices/pci0000:00/0000:00:1c.${index}/0000:0${index}:00.0`,
        name: `adapter${index}`,
        kind: index < COUNTED ? 'ethernet' : 'container',
        counted: index < COUNTED,
        why: index < COUNTED ? 'physical' : 'container',
        rxBytes: this.#bytes,
        txBytes: Math.floor(this.#bytes / 10),
        rxBitsPerSecond: GIGABIT,
        txBitsPerSecond: GIGABIT,
      })),
    };
  }

  /** The real file system; the disk is not waited for, as no power fails here, and what is written is counted. */
  get #fs(): WritableFs {
    return {
      mkdir: promises.mkdir,
      rename: promises.rename,
      open: async (...args) => {
        const file = await promises.open(...args);
        const write = file.write.bind(file) as (...args: unknown[]) => Promise<{ bytesWritten: number }>;
        const counting = async (...what: unknown[]) => {
          const written = await write(...what);
          this.bytesWritten += written.bytesWritten;
          return written;
        };
        return Object.assign(file, { write: counting, datasync: async () => {}, sync: async () => {} });
      },
    };
  }
}
