import type { MessageBus } from 'dbus-native';
import type { WayTried } from '../platform.ts';
import { busAddress, closeBus, getProperty, openBus } from './d-bus.ts';

const NETWORK_MANAGER = 'org.freedesktop.NetworkManager';
const PATH = '/org/freedesktop/NetworkManager';
const DEVICE = `${NETWORK_MANAGER}.Device`;
const CUT_PERMISSION = `${NETWORK_MANAGER}.enable-disable-network`;
/** NM_DEVICE_STATE_REASON_SLEEPING: unmanaged only because networking is off. */
const REASON_SLEEPING = 37;

/** What a request came to: the part of WayTried that the service decides. */
export type Answer = Pick<WayTried, 'outcome' | 'detail'>;

/**
 * The network service of most desktops (its D-Bus API, 1.0 and newer). The connection is kept, as making one costs
 * more than the cut itself.
 */
export class NetworkManager {
  readonly #address: string;
  #bus: Promise<OpenConnection> | null = null;

  constructor(address = busAddress('system') ?? '') {
    this.#address = address;
  }

  /** Switches all networking on or off. Polkit may put up a password prompt; `late` is then the answer. Never rejects. */
  async setNetworking(on: boolean, timeoutMs: number): Promise<Answer> {
    try {
      await this.#call('Enable', { signature: 'b', body: [on] }, timeoutMs);
      return { outcome: 'asked', detail: '' };
    } catch (error) {
      return answerOf(error);
    }
  }

  /** `yes`, `no`, or `auth` (asks for a password) as the service says; '' where it says nothing. Rejects with the bus's error. */
  async permission(timeoutMs: number): Promise<string> {
    const permissions = await this.#call<Record<string, string>>('GetPermissions', {}, timeoutMs);
    return permissions[CUT_PERMISSION] ?? '';
  }

  /** Rejects with the bus's error. */
  async isNetworkingOn(timeoutMs: number): Promise<boolean> {
    const { bus, lost } = await this.#connection();
    const target = { destination: NETWORK_MANAGER, path: PATH, interface: NETWORK_MANAGER };
    const answer = getProperty(bus, { ...target, property: 'NetworkingEnabled' }, timeoutMs);
    return (await Promise.race([answer, lost])) === true;
  }

  /**
   * Interfaces that the service leaves alone. Holds while networking is on, and after it was switched off until the
   * service restarts: it then no longer says why. Rejects with the bus's error.
   */
  async unmanagedNames(timeoutMs: number): Promise<string[]> {
    const paths = await this.#call<string[]>('GetDevices', {}, timeoutMs);
    const { bus } = await this.#connection();
    const names = await Promise.all(
      paths.map(async (path) => {
        const property = (name: string) =>
          getProperty(bus, { destination: NETWORK_MANAGER, path, interface: DEVICE, property: name }, timeoutMs);
        const [name, managed, reason] = await Promise.all([
          property('Interface'),
          property('Managed'),
          property('StateReason'),
        ]);
        const sleeps = Array.isArray(reason) && reason[1] === REASON_SLEEPING;
        return managed === false && !sleeps && typeof name === 'string' ? name : null;
      }),
    );
    return names.filter((name) => name !== null);
  }

  close(): void {
    void this.#bus?.then(({ bus }) => closeBus(bus));
    this.#bus = null;
  }

  async #call<T>(member: string, call: { signature?: string; body?: unknown[] }, timeoutMs: number): Promise<T> {
    const { bus, lost } = await this.#connection();
    const answer = bus.invoke(
      { destination: NETWORK_MANAGER, path: PATH, interface: NETWORK_MANAGER, member, ...call },
      { timeout: timeoutMs },
    );
    return (await Promise.race([answer, lost])) as T;
  }

  #connection(): Promise<OpenConnection> {
    if (!this.#bus) {
      const opening = this.#open();
      this.#bus = opening;
      // An address that cannot be used must not be remembered as a connection.
      opening.catch(() => {
        if (this.#bus === opening) this.#bus = null;
      });
    }
    return this.#bus;
  }

  async #open(): Promise<OpenConnection> {
    let lose: (error: Error) => void = () => {};
    const lost = new Promise<never>((_, reject) => {
      lose = reject;
    });
    // Told to whoever waits for an answer; with nobody waiting it is no error.
    lost.catch(() => {});
    const bus = await openBus(this.#address, () => {
      this.#bus = null;
      lose(new NoBus());
    });
    return { bus, lost };
  }
}

interface OpenConnection {
  readonly bus: MessageBus;
  /** Rejects when the connection is lost. */
  readonly lost: Promise<never>;
}

class NoBus extends Error {
  constructor() {
    super('no connection to the system bus');
    this.name = 'NoBus';
  }
}

/** Error names of the D-Bus specification and of NetworkManager (NMManagerError). */
export function answerOf(error: unknown): Answer {
  const { dbusName = '', code = '' } = error as { dbusName?: string; code?: string };
  const detail = error instanceof Error ? error.message : String(error);
  const answer = (outcome: WayTried['outcome']) => ({ outcome, detail: dbusName ? `${dbusName}: ${detail}` : detail });
  if (code === 'ETIMEDOUT') return answer('late');
  if (error instanceof NoBus || code === 'ECONNCLOSED') return answer('absent');
  switch (dbusName.split('.').at(-1)) {
    case 'ServiceUnknown':
    case 'NameHasNoOwner':
    case 'ServiceNotFound':
      return answer('absent');
    case 'AlreadyEnabledOrDisabled':
    case 'AlreadyAsleepOrAwake':
      return answer('already');
    case 'PermissionDenied':
    case 'AccessDenied':
    case 'AuthFailed':
      return answer('refused');
    case 'NoReply':
    case 'Timeout':
      return answer('late');
    default:
      return answer('failed');
  }
}
