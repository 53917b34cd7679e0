import type { MessageBus } from 'dbus-native';
import type { SecretStoreState } from '../platform.ts';
import { busAddress, closeBus, getProperty, openBus } from './d-bus.ts';

const SERVICE = 'org.freedesktop.secrets';
const NO_OBJECT = '/';

/**
 * May this account's Secret Service be asked for a secret without waiting for anybody? Starts none and prompts for
 * nothing: a service that does not run yet counts as absent, for starting it may open its prompt. Within `timeoutMs`;
 * never rejects. (Secret Service API 0.2: ReadAlias, and Locked of a collection.)
 */
export async function secretStoreState(timeoutMs: number, address = busAddress('session')): Promise<SecretStoreState> {
  if (address === null) return 'absent';
  let giveUp: (answer: SecretStoreState) => void = () => {};
  const given = new Promise<SecretStoreState>((resolve) => {
    giveUp = resolve;
  });
  const timer = setTimeout(giveUp, timeoutMs, 'late');
  try {
    const bus = await openBus(address, () => giveUp('absent'));
    return await Promise.race([ask(bus, timeoutMs), given]).finally(() => closeBus(bus));
  } catch {
    return 'absent';
  } finally {
    clearTimeout(timer);
  }
}

async function ask(bus: MessageBus, timeoutMs: number): Promise<SecretStoreState> {
  if (!(await hasOwner(bus, timeoutMs))) return 'absent';
  try {
    const collection = await bus.invoke(
      {
        destination: SERVICE,
        path: '/org/freedesktop/secrets',
        interface: 'org.freedesktop.Secret.Service',
        member: 'ReadAlias',
        signature: 's',
        body: ['default'],
      },
      { timeout: timeoutMs },
    );
    // Making a first collection asks the person for a password.
    if (typeof collection !== 'string' || collection === NO_OBJECT) return 'locked';
    const locked = { destination: SERVICE, path: collection, interface: 'org.freedesktop.Secret.Collection' };
    return (await getProperty(bus, { ...locked, property: 'Locked' }, timeoutMs)) === false ? 'ready' : 'locked';
  } catch {
    // It owns its name and gives no answer that can be used: whoever waits for it waits long.
    return 'late';
  }
}

async function hasOwner(bus: MessageBus, timeoutMs: number): Promise<boolean> {
  const answer = await bus.invoke(
    {
      destination: 'org.freedesktop.DBus',
      path: '/org/freedesktop/DBus',
      interface: 'org.freedesktop.DBus',
      member: 'NameHasOwner',
      signature: 's',
      body: [SERVICE],
    },
    { timeout: timeoutMs },
  );
  return answer === true;
}
