import type { AdapterKind, AdapterUsage } from '../contract/usage.ts';

/** One adapter's cumulative counters, as the system gives them now. */
export interface AdapterCounters {
  /** Permanent identity (Windows: interface GUID; Linux: MAC and device path), never an index. */
  readonly key: string;
  /** What a person would call it: the connection's name on Windows, the interface's on Linux. */
  readonly name: string;
  readonly kind: AdapterKind;
  readonly counted: boolean;
  readonly why: AdapterUsage['why'];
  /** Bytes received and sent since the adapter came up; whole numbers up to 2^53 − 1. */
  readonly rxBytes: number;
  readonly txBytes: number;
  /** Present link speed in each direction in bits a second; null where the system does not know it. */
  readonly rxBitsPerSecond: number | null;
  readonly txBitsPerSecond: number | null;
}

/** One look at all adapters, with the clocks read in the same instant. */
export interface CounterReading {
  /** Unix time in milliseconds by the PC's clock, which may be stepped. */
  readonly takenAtMs: number;
  /** Milliseconds since this boot, sleep included; never stepped. */
  readonly sinceBootMs: number;
  /** Differs for each boot of the kernel (a Windows Fast Startup resume is the same boot). */
  readonly bootId: string;
  readonly adapters: readonly AdapterCounters[];
}

/** Absent, failed and unknown are told apart: a failure carries the system's own words. */
export type Read<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly detail: string };

/** What tells one network from another, for one adapter. */
export interface AdapterNetworkFacts {
  readonly key: string;
  /** Unicast addresses without zone or prefix; link-local ones left out. */
  readonly addresses: readonly string[];
  /** Connection-specific DNS suffixes, lower case, no leading dot; null where they could not be read. */
  readonly dnsSuffixes: readonly string[] | null;
}

/** Who sits at the console, as far as this process may see. */
export interface SessionReading {
  /** Is this account's session the one at the console (for remote sign-in: is it the active one)? null: cannot be told. */
  readonly atConsole: boolean | null;
  /** null: cannot be told. */
  readonly locked: boolean | null;
  /** The same for one sign-in, another for the next, e.g. logind's id with its start time; null: cannot be told. */
  readonly sessionId: string | null;
  /** Unix ms of this sign-in; null: cannot be told. */
  readonly signedInAtMs: number | null;
}

/** What the administrator set, undecoded. */
export type ManagedSource =
  | { readonly kind: 'absent'; readonly where: string }
  | {
      readonly kind: 'found';
      readonly where: string;
      /** The registry knows neither booleans nor nested lists; the settings layer decodes them. */
      readonly encoding: 'json' | 'registry';
      readonly value: unknown;
    }
  | {
      readonly kind: 'refused';
      readonly where: string;
      readonly reason: 'unreadable' | 'not-json' | 'not-root-owned' | 'writable-by-others';
      readonly detail: string;
    };

/** The only door to the operating system. Each call says whether it blocks. */
export interface Platform {
  readonly osName: string;
  /** Blocks for some tens of microseconds; called every tick. */
  readCounters(): Read<CounterReading>;
  /** Blocks for under a millisecond; called when an adapter appears and every minute. */
  readNetworkFacts(): Read<readonly AdapterNetworkFacts[]>;
  /** Blocks for some tens of microseconds; called every tick. */
  readSession(): SessionReading;
  readManaged(): ManagedSource;
  account(): { readonly accountName: string; readonly machineName: string };
  /** Where this PC's own data belongs, or null to keep Electron's default. */
  localDataFolder(appName: string): string | null;
  /** The system's own list of usage by program, as an address for the shell; null where there is none. */
  readonly systemUsagePage: string | null;
  /** Windows tells only windows that the session ends; elsewhere Electron tells the app. */
  readonly needsWindowForSessionEnd: boolean;
  /** Is there anything that would show a tray icon? Asks the desktop, bounded to 1 s. */
  hasTrayHost(): Promise<boolean>;
  readonly startAtSignIn: {
    read(): boolean;
    /** Throws with the system's words where it cannot be written. */
    write(on: boolean, command: readonly string[]): void;
  };
}
