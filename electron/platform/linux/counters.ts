import { readFileSync, statSync } from 'node:fs';
import { uptime } from 'node:os';
import type { AdapterCounters, CounterReading, Read } from '../platform.ts';
import { type AdapterIdentity, readIdentity } from './adapters.ts';
import { type ProcNetDevRow, parseProcNetDev } from './proc-net-dev.ts';

/** How long a link speed is believed before it is asked for again. */
const SPEED_KEPT_MS = 10_000;

interface KnownAdapter {
  readonly identity: AdapterIdentity;
  /** Inode of /sys/class/net/NAME: a new one for each life of an interface, where name and ifindex come back. */
  readonly inode: number;
  bitsPerSecond: number | null;
  speedReadAtMs: number;
}

/** The adapters of /proc/net/dev, with who they are remembered between readings. */
export class LinuxCounters {
  readonly #physicalNames: ReadonlySet<string>;
  readonly #bootId: string;
  #known = new Map<string, KnownAdapter>();

  /** Throws where /proc is not mounted: nothing of this app works there. */
  constructor(physicalNames: readonly string[]) {
    this.#physicalNames = new Set(physicalNames);
    this.#bootId = readFileSync('/proc/sys/kernel/random/boot_id', 'latin1').trim();
  }

  read(): Read<CounterReading> {
    try {
      // /proc/net/dev follows the network namespace, /sys does not: the figures come from here alone.
      // As UTF-8, which Node reads in one call; any other encoding takes it five.
      const rows = parseProcNetDev(readFileSync('/proc/net/dev', 'utf8'));
      const takenAtMs = Date.now();
      // CLOCK_BOOTTIME through /proc/uptime: 10 ms steps, sleep included.
      const sinceBootMs = Math.round(uptime() * 1000);
      const seen = new Map<string, KnownAdapter>();
      const adapters: AdapterCounters[] = [];
      for (const { name, rxBytes, txBytes } of rows) {
        const adapter = this.#adapter(name, rows, seen, sinceBootMs);
        const { key, kind, counted, why } = adapter.identity;
        if (rxBytes === null || txBytes === null) {
          if (counted) return { ok: false, detail: `${name} counts more than 2^53 − 1 bytes` };
          continue;
        }
        const { bitsPerSecond } = adapter;
        adapters.push({
          key,
          name,
          kind,
          counted,
          why,
          rxBytes,
          txBytes,
          rxBitsPerSecond: bitsPerSecond,
          txBitsPerSecond: bitsPerSecond,
        });
      }
      this.#known = seen;
      return { ok: true, value: { takenAtMs, sinceBootMs, bootId: this.#bootId, adapters } };
    } catch (error) {
      return { ok: false, detail: error instanceof Error ? error.message : String(error) };
    }
  }

  /** Every interface of the latest reading, by name. */
  identities(): ReadonlyMap<string, AdapterIdentity> {
    return new Map([...this.#known].map(([name, adapter]) => [name, adapter.identity]));
  }

  #adapter(name: string, rows: readonly ProcNetDevRow[], seen: Map<string, KnownAdapter>, nowMs: number): KnownAdapter {
    const inode = statSync(`/sys/class/net/${name}/`, { throwIfNoEntry: false })?.ino ?? 0;
    let adapter = this.#known.get(name);
    if (adapter?.inode !== inode) {
      const identity = readIdentity(name, this.#physicalNames);
      // Two interfaces on one radio share address and place; the name then tells them apart.
      const others = rows.map(
        (row) => seen.get(row.name) ?? (row.name === name ? undefined : this.#known.get(row.name)),
      );
      const key = others.some((other) => other?.identity.key === identity.key)
        ? `${identity.key}#${name}`
        : identity.key;
      adapter = { identity: { ...identity, key }, inode, bitsPerSecond: null, speedReadAtMs: Number.NEGATIVE_INFINITY };
    }
    if (adapter.identity.counted && nowMs - adapter.speedReadAtMs >= SPEED_KEPT_MS) {
      adapter.bitsPerSecond = readSpeed(name);
      adapter.speedReadAtMs = nowMs;
    }
    seen.set(name, adapter);
    return adapter;
  }
}

/** Bits a second, both directions; null: the driver does not know (−1, EINVAL), as Wi-Fi and a link that is down. */
function readSpeed(name: string): number | null {
  try {
    const megabits = Number(readFileSync(`/sys/class/net/${name}/speed`, 'latin1'));
    return megabits > 0 ? megabits * 1e6 : null;
  } catch {
    return null;
  }
}
