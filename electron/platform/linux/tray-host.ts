import { busAddress, closeBus, getProperty, openBus } from './d-bus.ts';

const WATCHER = {
  destination: 'org.kde.StatusNotifierWatcher',
  path: '/StatusNotifierWatcher',
  interface: 'org.kde.StatusNotifierWatcher',
  property: 'IsStatusNotifierHostRegistered',
};

/**
 * Is there a panel that shows tray icons? Electron makes its icons through StatusNotifierItem and reports success
 * without one. Without an answer in `timeoutMs`: no, as closing into a tray that is not there loses the window.
 */
export async function hasTrayHost(timeoutMs: number, address = busAddress('session')): Promise<boolean> {
  if (address === null) return false;
  let giveUp: (answer: boolean) => void = () => {};
  const late = new Promise<boolean>((resolve) => {
    giveUp = resolve;
  });
  const timer = setTimeout(giveUp, timeoutMs, false);
  try {
    const bus = await openBus(address, () => giveUp(false));
    const answer = getProperty(bus, WATCHER, timeoutMs).then((value) => value === true);
    return await Promise.race([answer, late]).finally(() => closeBus(bus));
  } catch {
    return false;
  } finally {
    clearTimeout(timer);
  }
}
