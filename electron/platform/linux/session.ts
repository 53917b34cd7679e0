import { readdirSync, readFileSync } from 'node:fs';
import type { SessionReading } from '../platform.ts';

/** logind's state files. Marked private, but sd-login reads them too and their keys have stood since systemd 183. */
export interface LogindFiles {
  /** /run/systemd */
  readonly run: string;
  /** /proc/self/cgroup */
  readonly cgroup: string;
}
export const SYSTEM_LOGIND_FILES: LogindFiles = { run: '/run/systemd', cgroup: '/proc/self/cgroup' };

/** Desktops whose locker tells logind: for these, "not locked" can be believed before it was ever locked. */
const DESKTOPS_THAT_TELL = /gnome|ubuntu|kde|plasma|cinnamon/i;

/** What hears of the lock screen. */
export interface LockHints {
  hintOf(sessionId: string): boolean | null;
  readonly wasLocked: boolean;
}

const NOT_KNOWN: SessionReading = { atConsole: null, locked: null, sessionId: null, signedInAtMs: null };

/** This account's sign-in, from files alone: three small reads a call. */
export class LinuxSession {
  readonly #uid: number;
  readonly #lock: LockHints;
  readonly #files: LogindFiles;
  readonly #environment: NodeJS.ProcessEnv;
  #id: string | null = null;

  constructor(uid: number, lock: LockHints, files = SYSTEM_LOGIND_FILES, environment: NodeJS.ProcessEnv = process.env) {
    this.#uid = uid;
    this.#lock = lock;
    this.#files = files;
    this.#environment = environment;
  }

  read(): SessionReading {
    const session = this.#ownSession();
    if (!session || this.#id === null) return NOT_KNOWN;
    const seatName = session.get('SEAT');
    const seat = seatName ? this.#state(`seats/${seatName}`) : null;
    const hint = this.#lock.hintOf(this.#id);
    const startedMicroseconds = session.get('REALTIME') ?? '';
    return {
      atConsole: this.#atConsole(session, seat, hint),
      locked: this.#locked(session, hint),
      sessionId: `${this.#id}@${startedMicroseconds}`,
      signedInAtMs: /^\d+$/.test(startedMicroseconds) ? Math.floor(Number(startedMicroseconds) / 1000) : null,
    };
  }

  /**
   * Does the person sit elsewhere? By ssh and xrdp's own marks, logind's word, and a desktop drawn for no seat (VNC).
   * A desktop at the console that is also shared out (x11vnc, GNOME's sharing) cannot be told from one that is not.
   */
  isRemote(): boolean | null {
    const { SSH_CONNECTION, SSH_TTY, XRDP_SESSION } = this.#environment;
    if (SSH_CONNECTION || SSH_TTY || XRDP_SESSION) return true;
    const session = this.#ownSession();
    if (!session) return null;
    if (session.get('REMOTE') === '1' || /sshd|xrdp|vnc/i.test(session.get('SERVICE') ?? '')) return true;
    if (session.get('SEAT')) return false;
    return /^(x11|wayland|mir)$/.test(session.get('TYPE') ?? '') ? true : null;
  }

  /** Accounts with a session of their own now; greeters, background sessions and ones that are closing are not people. */
  otherAccounts(): number | null {
    let files: string[];
    try {
      files = readdirSync(`${this.#files.run}/sessions`);
    } catch {
      return null;
    }
    const accounts = new Set<string>();
    for (const file of files) {
      const session = /^[A-Za-z0-9]+$/.test(file) ? this.#state(`sessions/${file}`) : null;
      const uid = session?.get('UID');
      const isPerson = /^user(-|$)/.test(session?.get('CLASS') ?? '') && session?.get('STATE') !== 'closing';
      if (uid !== undefined && isPerson && uid !== String(this.#uid)) accounts.add(uid);
    }
    return accounts.size;
  }

  #atConsole(session: StateFile, seat: StateFile | null, lockHint: boolean | null): boolean | null {
    if (session.get('ACTIVE') === '1') return true;
    if (session.get('ACTIVE') !== '0' || !seat) return null;
    // Another session of the same account, such as a text console, is still this person.
    if (seat.get('ACTIVE_UID') === String(this.#uid)) return true;
    const active = seat.get('ACTIVE');
    // systemd writes no ACTIVE where no session is in front.
    if (!active) return null;
    const front = this.#state(`sessions/${active}`);
    if (!front) return null;
    // Some desktops lock by showing the greeter: nobody else has signed in yet.
    if (front.get('CLASS') === 'greeter' || front.get('CLASS') === 'lock-screen')
      return lockHint === true ? true : null;
    return false;
  }

  #locked(session: StateFile, hint: boolean | null): boolean | null {
    if (hint !== false) return hint;
    const desktop = `${session.get('DESKTOP') ?? ''}:${this.#environment.XDG_CURRENT_DESKTOP ?? ''}`;
    // LockedHint stays false for ever where the locker does not set it.
    return this.#lock.wasLocked || DESKTOPS_THAT_TELL.test(desktop) ? false : null;
  }

  #ownSession(): StateFile | null {
    const known = this.#id === null ? null : this.#sessionOfThisAccount(this.#id);
    if (known) return known;
    for (const id of this.#candidates()) {
      const session = this.#sessionOfThisAccount(id);
      if (!session) continue;
      this.#id = id;
      return session;
    }
    this.#id = null;
    return null;
  }

  /** Most certain first: the kernel's word, pam_systemd's variable, then the account's graphical session (sd_uid_get_display). */
  *#candidates(): Generator<string> {
    const scope = /\/session-([A-Za-z0-9]+)\.scope/.exec(readText(this.#files.cgroup) ?? '')?.[1];
    if (scope) yield scope;
    if (this.#environment.XDG_SESSION_ID) yield this.#environment.XDG_SESSION_ID;
    const display = this.#state(`users/${this.#uid}`)?.get('DISPLAY');
    if (display) yield display;
  }

  #sessionOfThisAccount(id: string): StateFile | null {
    if (!/^[A-Za-z0-9]+$/.test(id)) return null;
    const session = this.#state(`sessions/${id}`);
    return session?.get('UID') === String(this.#uid) ? session : null;
  }

  #state(path: string): StateFile | null {
    const text = readText(`${this.#files.run}/${path}`);
    return text === null ? null : parseStateFile(text);
  }
}

type StateFile = ReadonlyMap<string, string>;

/** `KEY=value` a line, `#` comments. */
export function parseStateFile(text: string): StateFile {
  const state = new Map<string, string>();
  for (const line of text.split('\n')) {
    const equals = line.indexOf('=');
    if (equals > 0 && !line.startsWith('#')) state.set(line.slice(0, equals), line.slice(equals + 1));
  }
  return state;
}

function readText(path: string): string | null {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return null;
  }
}
