import type { ListeningPort, LiveConnection } from '../contract/incident.ts';
import type { ScanResult } from '../contract/mail.ts';
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

/** The next hops of this PC's default routes and the servers it asks for names: each once, the preferred first. */
export interface GatewaysAndDns {
  /** A link-local one carries its zone, as `fe80::1%eth0`. */
  readonly gateways: Read<readonly string[]>;
  readonly dnsServers: Read<readonly string[]>;
}

/** All TCP and UDP sockets of this PC that wait for others or talk to them, in no order. */
export interface OpenSockets {
  readonly listening: readonly ListeningPort[];
  readonly live: readonly LiveConnection[];
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

/** One adapter's link as the system says it now. */
export interface AdapterLink {
  /** As AdapterCounters.key. */
  readonly key: string;
  readonly name: string;
  readonly kind: AdapterKind;
  /** A wire or radio of this PC's own: these a cut must bring down, the rest ride on them. */
  readonly physical: boolean;
  /** unknown: the system names a state that proves neither, or none. */
  readonly state: 'down' | 'up' | 'unknown';
  /** Cumulative, as AdapterCounters: a link that is said to be down and still moves bytes is not down. */
  readonly rxBytes: number;
  readonly txBytes: number;
}

/** The ways a PC may have, in the order of trying, each named after how it cuts; restoring undoes it by the same way. */
export type CutWay = 'network-manager' | 'nmcli' | 'link-down' | 'wlan-disconnect' | 'system-task';

/** One way tried. No outcome proves anything about the links: those are read. */
export interface WayTried {
  readonly way: CutWay;
  /**
   * asked: the system took the request. already: it said that nothing needed doing. refused: not for this account.
   * absent: this PC has no such way. late: no answer in time, which may still come. failed: anything else.
   */
  readonly outcome: 'asked' | 'already' | 'refused' | 'absent' | 'late' | 'failed';
  /** The system's own words; '' where it had none. */
  readonly detail: string;
  /** The adapters it was about, by name; empty where it is about all. */
  readonly adapters: readonly string[];
  readonly tookMs: number;
}

/** What restoring needs to know of a cut, and nobody can read from the system afterwards. Plain JSON. */
export interface CutUndo {
  /**
   * Interfaces that were set down one by one (Linux with CAP_NET_ADMIN). null: nobody knows, so that any physical one
   * that is down may be among them.
   */
  readonly linksSetDown: readonly string[] | null;
  /** Wireless networks that were left (Windows). */
  readonly wirelessLeft: readonly { readonly key: string; readonly profile: string }[];
}

export interface CutAttempt {
  readonly ways: readonly WayTried[];
  /** Physical adapters that the network service leaves alone, by name; null: it was not asked or could not tell. */
  readonly unmanaged: readonly string[] | null;
  /** After restore(): what is still to be undone. */
  readonly undo: CutUndo;
}

/** May this account cut the network? Asked before it matters. */
export interface CutPermission {
  readonly answer: 'yes' | 'no' | 'asks-password' | 'unknown';
  readonly why:
    | 'network-manager'
    | 'no-network-manager'
    | 'net-admin'
    | 'task-registered'
    | 'task-missing'
    | 'no-answer';
  /** The system's own words; '' where it had none. */
  readonly detail: string;
  /** Physical adapters that would stay up all the same, by name; null: not known. */
  readonly outOfReach: readonly string[] | null;
}

/** Cutting this PC off its networks, and back. */
export interface NetworkSwitch {
  /** Every adapter's link. Blocks for some hundred microseconds; polled while verifying. */
  links(): Read<readonly AdapterLink[]>;
  /** Asks every way this PC has, in order, and resolves when all have been asked: within 6 s. Never rejects. */
  cut(): Promise<CutAttempt>;
  /** Undoes a cut by every way, with no server needed: within 15 s. Never rejects. */
  restore(undo: CutUndo): Promise<CutAttempt>;
  /** Also makes the cut's connections ready, so ask at start-up. Bounded to 3 s; never rejects. */
  mayCut(): Promise<CutPermission>;
}

/**
 * The key store of this account, before any of its secrets is asked for. locked: the person must open it first.
 * late: there, without an answer in time.
 */
export type SecretStoreState = 'ready' | 'locked' | 'absent' | 'late';
/** An antivirus on this PC. */
export interface Antivirus {
  /**
   * Scans one file, by its absolute path, and changes nothing. How old its signatures are is told, not judged.
   * Never rejects: what went wrong is a `not-scanned` with its reason, `stopped` once aborted. Bounded to some minutes.
   */
  scan(path: string, signal: AbortSignal): Promise<ScanResult>;
}

/** The only door to the operating system. Each call says whether it blocks. */
export interface Platform {
  readonly osName: string;
  /** Blocks for some tens of microseconds; called every tick. */
  readCounters(): Read<CounterReading>;
  /** Blocks for under a millisecond; called when an adapter appears and every minute. */
  readNetworkFacts(): Read<readonly AdapterNetworkFacts[]>;
  /** Blocks for under a millisecond on Linux; stands between the click and the first report. */
  readGatewaysAndDns(): GatewaysAndDns;
  /** Searches in slices of some milliseconds, so that a cut is not held up; within 3 s. Never rejects. */
  readSockets(): Promise<Read<OpenSockets>>;
  /** Blocks for some tens of microseconds; called every tick. */
  readSession(): SessionReading;
  readManaged(): ManagedSource;
  account(): { readonly accountName: string; readonly machineName: string };
  /**
   * The accounts that own those files, in the order given: on a share, who signed in to write each. null: cannot be
   * told. Never rejects.
   */
  fileOwners(paths: readonly string[]): Promise<readonly (string | null)[]>;
  /** The person's name as the account has it; null where it has none or gives no answer in time. Never rejects. */
  readDisplayName(): Promise<string | null>;
  /** Where this PC's own data belongs, or null to keep Electron's default. */
  localDataFolder(appName: string): string | null;
  /** The system's own list of usage by program, as an address for the shell; null where there is none. */
  readonly systemUsagePage: string | null;
  /** Windows tells only windows that the session ends; elsewhere Electron tells the app. */
  readonly needsWindowForSessionEnd: boolean;
  /** Is there anything that would show a tray icon? Asks the desktop, bounded to 1 s. */
  hasTrayHost(): Promise<boolean>;
  /** Asks the desktop, prompts for nothing, bounded to 2 s. */
  secretStoreState(): Promise<SecretStoreState>;
  readonly network: NetworkSwitch;
  /** What IT types to undo a cut without this app, for the screen that cannot offer its own button. */
  readonly restoreCommand: string;
  /** Is the person elsewhere, so that a cut would strand them (RDP, ssh, VNC, xrdp)? null: cannot be told. */
  isRemoteSession(): boolean | null;
  /** How many other accounts are signed in on this PC now; null: cannot be told. */
  otherAccountsSignedIn(): number | null;
  readonly startAtSignIn: {
    read(): boolean;
    /** Throws with the system's words where it cannot be written. */
    write(on: boolean, command: readonly string[]): void;
  };
}
