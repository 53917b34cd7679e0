import { net } from 'electron';

const ASK_EVERY_MS = 5000;

/** Calls each time that Chromium sees a network again after none. It tells pages by itself; main has to ask. */
export function onNetworkBack(isBack: () => void): void {
  let wasOnline = net.isOnline();
  setInterval(() => {
    const isOnline = net.isOnline();
    if (isOnline && !wasOnline) isBack();
    wasOnline = isOnline;
  }, ASK_EVERY_MS).unref();
}
