import type {
  AdapterNetworkFacts,
  CounterReading,
  Platform,
  Read,
  SessionReading,
} from '../../../../electron/platform/platform.ts';

export interface SimulatedAdapter {
  readonly key: string;
  readonly counted: boolean;
  /** The driver counts in 32 bits and begins again at 0. */
  readonly wraps: boolean;
  present: boolean;
  rxBytes: number;
  txBytes: number;
}

export const ADAPTER_KEYS = ['lan', 'wlan', 'old32', 'tunnel'] as const;
const WRAP = 2 ** 32;

/** A PC with clocks, adapters and a session, of which everything is known. */
export class SimulatedPc implements Pick<Platform, 'readCounters' | 'readNetworkFacts' | 'readSession'> {
  wallMs: number;
  sinceBootMs = 0;
  boots = 1;
  readonly adapters: SimulatedAdapter[];
  session: SessionReading;
  refusal: string | null = null;
  facts: Read<readonly AdapterNetworkFacts[]> = { ok: true, value: [] };
  /** Bits a second in both directions. */
  linkSpeed: number | null = null;

  constructor(wallMs: number, sinceBootMs = 0) {
    this.wallMs = wallMs;
    this.sinceBootMs = sinceBootMs;
    this.adapters = ADAPTER_KEYS.map((key) => ({
      key,
      counted: key !== 'tunnel',
      wraps: key === 'old32',
      present: true,
      rxBytes: 0,
      txBytes: 0,
    }));
    this.session = { atConsole: true, locked: false, sessionId: 's1', signedInAtMs: wallMs };
  }

  readCounters(): Read<CounterReading> {
    if (this.refusal !== null) return { ok: false, detail: this.refusal };
    const value: CounterReading = {
      takenAtMs: this.wallMs,
      sinceBootMs: this.sinceBootMs,
      bootId: `boot-${this.boots}`,
      adapters: this.adapters
        .filter((adapter) => adapter.present)
        .map(({ key, counted, rxBytes, txBytes }) => ({
          key,
          name: `${key} 0`,
          kind: counted ? ('ethernet' as const) : ('vpn' as const),
          counted,
          why: counted ? ('physical' as const) : ('tunnel' as const),
          rxBytes,
          txBytes,
          rxBitsPerSecond: this.linkSpeed,
          txBitsPerSecond: this.linkSpeed,
        })),
    };
    return { ok: true, value };
  }

  readNetworkFacts() {
    return this.facts;
  }

  readSession(): SessionReading {
    return this.session;
  }

  pass(ms: number): void {
    this.wallMs += ms;
    this.sinceBootMs += ms;
  }

  /** Moves bytes over an adapter; true where its counter began again meanwhile. */
  move(key: string, rxBytes: number, txBytes: number): boolean {
    const adapter = this.adapter(key);
    if (!adapter.present) return false;
    adapter.rxBytes += rxBytes;
    adapter.txBytes += txBytes;
    if (!adapter.wraps || (adapter.rxBytes < WRAP && adapter.txBytes < WRAP)) return false;
    adapter.rxBytes %= WRAP;
    adapter.txBytes %= WRAP;
    return true;
  }

  reset(key: string): void {
    Object.assign(this.adapter(key), { rxBytes: 0, txBytes: 0 });
  }

  /** Off for so long, then on again, with all counters at 0. */
  reboot(offMs: number): void {
    this.wallMs += offMs;
    this.sinceBootMs = 0;
    this.boots++;
    for (const adapter of this.adapters) this.reset(adapter.key);
    this.signIn(this.wallMs);
  }

  signIn(atMs: number | null): void {
    this.session = { atConsole: true, locked: false, sessionId: `s${this.boots}-${atMs}`, signedInAtMs: atMs };
  }

  adapter(key: string): SimulatedAdapter {
    const found = this.adapters.find((adapter) => adapter.key === key);
    if (!found) throw new Error(`no adapter ${key}`);
    return found;
  }
}
