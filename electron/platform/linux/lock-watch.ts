import type { MessageBus } from 'dbus-native';
import { busAddress, closeBus, getProperty, openBus } from './d-bus.ts';

const LOGIND = 'org.freedesktop.login1';
const SESSION = 'org.freedesktop.login1.Session';
const PROPERTIES = 'org.freedesktop.DBus.Properties';
const CALL_TIMEOUT_MS = 5_000;
/** After a lost or refused connection. */
const RETRY_MS = 60_000;

/**
 * logind's LockedHint of one session, kept up to date by its signal: no polling, nothing while nothing changes.
 * (The session's state file has no such line, so the bus has to be asked.)
 */
export class LockWatch {
  readonly #address: string;
  #sessionId: string | null = null;
  #bus: MessageBus | null = null;
  #hint: boolean | null = null;
  #wasLocked = false;
  #retryAtMs = 0;

  constructor(address = busAddress('system') ?? '') {
    this.#address = address;
  }

  /** The hint as last heard; null until there is an answer. Starts to watch on first call. */
  hintOf(sessionId: string): boolean | null {
    if (this.#sessionId !== sessionId) {
      this.close();
      this.#sessionId = sessionId;
      this.#retryAtMs = 0;
    }
    if (!this.#bus && performance.now() >= this.#retryAtMs) {
      this.#retryAtMs = performance.now() + RETRY_MS;
      void this.#watch(sessionId);
    }
    return this.#hint;
  }

  /** Has the hint been true in this session? Then this desktop does set it. */
  get wasLocked(): boolean {
    return this.#wasLocked;
  }

  close(): void {
    if (this.#bus) closeBus(this.#bus);
    this.#bus = null;
    this.#hint = null;
    this.#wasLocked = false;
  }

  async #watch(sessionId: string): Promise<void> {
    let bus: MessageBus | null = null;
    const lost = () => {
      if (this.#bus !== bus) return;
      this.#bus = null;
      this.#hint = null;
    };
    try {
      bus = await openBus(this.#address, lost);
      // Another session was asked for meanwhile, and has a watch of its own.
      if (this.#sessionId !== sessionId) return closeBus(bus);
      this.#bus = bus;
      const path: string = await bus.invoke(
        {
          destination: LOGIND,
          path: '/org/freedesktop/login1',
          interface: `${LOGIND}.Manager`,
          member: 'GetSession',
          signature: 's',
          body: [sessionId],
        },
        { timeout: CALL_TIMEOUT_MS },
      );
      const current = bus;
      bus.connection.on(
        'message',
        (message: { path?: string; interface?: string; member?: string; body?: unknown[] }) => {
          if (message.path !== path || message.interface !== PROPERTIES || message.member !== 'PropertiesChanged')
            return;
          const [changedInterface, changed] = message.body ?? [];
          if (changedInterface === SESSION && this.#bus === current)
            this.#take((changed as { LockedHint?: unknown }).LockedHint);
        },
      );
      // Watched before asked, so that no change falls between.
      await bus.watch(
        `type='signal',sender='${LOGIND}',path='${path}',interface='${PROPERTIES}',member='PropertiesChanged'`,
      );
      const hint = await getProperty(
        bus,
        { destination: LOGIND, path, interface: SESSION, property: 'LockedHint' },
        CALL_TIMEOUT_MS,
      );
      if (this.#bus === bus) this.#take(hint);
    } catch {
      // No bus, no logind, or a session it does not know: cannot be told, and asked again later.
      if (bus) closeBus(bus);
      lost();
    }
  }

  #take(hint: unknown): void {
    if (typeof hint !== 'boolean') return;
    this.#hint = hint;
    this.#wasLocked ||= hint;
  }
}
