import { desktopCapturer, screen } from 'electron';
import type { Screenshot } from '../features/incident/evidence.ts';
import { encodePng } from './png.ts';

/** Enough to read a ransom note by; a larger picture would pass the bound of a document. */
const LONGER_SIDE_MAX_PX = 1920;
const WITHIN_MS = 5000;

/** The main screen, for this PC only until the person has released it. Rejects with Chromium's own error. */
export async function takeScreenshot(): Promise<Screenshot> {
  // Wayland's portal would open a window that asks which screen: nothing may stand before the incident's own page.
  if (process.env.XDG_SESSION_TYPE === 'wayland') return notTaken('this desktop asks first (Wayland)');
  const { id, size } = screen.getPrimaryDisplay();
  const scale = Math.min(1, LONGER_SIDE_MAX_PX / Math.max(size.width, size.height));
  const thumbnailSize = { width: Math.round(size.width * scale), height: Math.round(size.height * scale) };
  const late = new Promise<null>((resolve) => setTimeout(resolve, WITHIN_MS, null));
  const sources = await Promise.race([desktopCapturer.getSources({ types: ['screen'], thumbnailSize }), late]);
  if (sources === null) return notTaken(`no picture within ${WITHIN_MS} ms`);
  const main = sources.find(({ display_id }) => display_id === String(id)) ?? sources[0];
  const picture = main?.thumbnail;
  if (!picture || picture.isEmpty()) return notTaken('the system gave no picture');
  const { width: widthPx, height: heightPx } = picture.getSize();
  const png = await encodePng({ widthPx, heightPx, bgrx: picture.toBitmap() });
  return { kind: 'taken', pngBase64: png.toString('base64') };
}

const notTaken = (why: string) => ({ kind: 'not-taken', why }) as const;
