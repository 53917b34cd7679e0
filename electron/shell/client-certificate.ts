import { app, BrowserWindow, type Certificate, type Session } from 'electron';
import { fittingCertificate, type WantedCertificate } from './fitting-certificate.ts';

const SHOWN_WITHIN_MS = 10_000;
/** Named as Chromium names the server's wish, which delivery knows as a matter of signing in. */
const NONE = 'ERR_SSL_CLIENT_AUTH_CERT_NEEDED: this account holds no valid certificate as the settings name it';

/** One page that shows a certificate: what to answer when its server asks, by the page's id. */
const asked = new Map<number, (offered: readonly Certificate[]) => Certificate | null>();
const inProgress = new Map<string, Promise<void>>();
/** The same for every session: a listener replaces the one before. */
const giveUpAtHeaders: Parameters<Electron.WebRequest['onHeadersReceived']>[0] = ({ webContentsId = -1 }, answer) =>
  answer({ cancel: asked.has(webContentsId) });
let isListening = false;

/**
 * Lets a page of the session meet the server, so that Chromium chooses this account's certificate for it and for every
 * later request of the session. The page runs no script and shows nothing: its answer is given up at the headers.
 * Rejects where the account has some and none fits. With none at all Chromium settles for that until the app starts
 * again. Bounded by itself, since several requests may wait for the one page. Electron asks pages alone
 * (`select-client-certificate`): a fetch of the main process fails, tried in 33.
 */
export function showCertificate(own: Session, wanted: WantedCertificate, address: string): Promise<void> {
  listen();
  const { origin } = new URL(address);
  const running = inProgress.get(origin);
  if (running) return running;
  const shown = show(own, wanted, address).finally(() => inProgress.delete(origin));
  inProgress.set(origin, shown);
  return shown;
}

async function show(own: Session, wanted: WantedCertificate, address: string): Promise<void> {
  const webPreferences = { session: own, sandbox: true, javascript: false, images: false };
  const page = new BrowserWindow({ show: false, webPreferences });
  const { id } = page.webContents;
  let wasAsked = false;
  let chosen: Certificate | null = null;
  const giveUp = () => page.isDestroyed() || page.destroy();
  asked.set(id, (offered) => {
    wasAsked = true;
    chosen = fittingCertificate(offered, wanted, Date.now());
    // Left unanswered nothing is settled, and a certificate that is installed later is found.
    if (!chosen) giveUp();
    return chosen;
  });
  own.webRequest.onHeadersReceived(giveUpAtHeaders);
  const timer = setTimeout(giveUp, SHOWN_WITHIN_MS);
  try {
    // Always rejects: given up at the headers. What matters is what was chosen.
    await page.loadURL(address).catch(() => {});
  } finally {
    clearTimeout(timer);
    asked.delete(id);
    giveUp();
  }
  // Not asked: there is none at all to offer, or the server was not met. What it then says of a further request tells.
  if (wasAsked && !chosen) throw new Error(NONE);
}

function listen(): void {
  if (isListening) return;
  isListening = true;
  app.on('select-client-certificate', (event, contents, _url, offered, answer) => {
    // Without this Electron hands out the first one, whoever asks.
    event.preventDefault();
    const chosen = contents && asked.get(contents.id)?.(offered);
    if (chosen) answer(chosen);
  });
}
