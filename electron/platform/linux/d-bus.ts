import type { MessageBus } from 'dbus-native';

const SYSTEM_BUS = 'unix:path=/var/run/dbus/system_bus_socket';

/**
 * Where each bus listens: D-Bus Specification 0.43, "Well-known Message Bus Instances". Only sockets of this machine:
 * an address may also name a program to start or a host to call, and neither is any business of this app.
 */
export function busAddress(bus: 'system' | 'session', environment: NodeJS.ProcessEnv = process.env): string | null {
  const { DBUS_SYSTEM_BUS_ADDRESS, DBUS_SESSION_BUS_ADDRESS, XDG_RUNTIME_DIR } = environment;
  // systemd's user bus; the variable is missing where a service manager started the app.
  const userBus = XDG_RUNTIME_DIR ? `unix:path=${XDG_RUNTIME_DIR}/bus` : '';
  const list = bus === 'system' ? DBUS_SYSTEM_BUS_ADDRESS || SYSTEM_BUS : DBUS_SESSION_BUS_ADDRESS || userBus;
  return list.split(';').find((address) => address.startsWith('unix:')) ?? null;
}

/** A connection whose loss is told once. The library is loaded on first use, as start-up needs no bus. */
export async function openBus(address: string, onLost: () => void): Promise<MessageBus> {
  const { createClient } = await import('dbus-native');
  const bus = createClient({ busAddress: address });
  let lost = false;
  const loseOnce = () => {
    if (lost) return;
    lost = true;
    onLost();
  };
  // Without a listener a refused connection would throw out of the event loop.
  bus.connection.on('error', loseOnce);
  bus.connection.on('end', loseOnce);
  // An open bus must not keep a finished command line alive.
  (bus.connection.stream as { unref?(): void }).unref?.();
  return bus;
}

/** At once, also where the other side never spoke. */
export function closeBus(bus: MessageBus): void {
  bus.connection.stream.destroy();
}

/** One property. Rejects with the bus's error, or after `timeoutMs`. */
export async function getProperty(
  bus: MessageBus,
  target: { destination: string; path: string; interface: string; property: string },
  timeoutMs: number,
): Promise<unknown> {
  const { destination, path, property } = target;
  return await bus.invoke(
    {
      destination,
      path,
      interface: 'org.freedesktop.DBus.Properties',
      member: 'Get',
      signature: 'ss',
      body: [target.interface, property],
    },
    { timeout: timeoutMs },
  );
}
