import type { WebFrameMain } from 'electron';

/** The one origin that our window shows. */
export const APP_ORIGIN = 'app://citynet';

/** A call counts only from the top frame of a page of ours; a frame that is gone has no origin. */
export function isTrustedSender(frame: Pick<WebFrameMain, 'origin' | 'parent'> | null): boolean {
  return frame !== null && frame.parent === null && frame.origin === APP_ORIGIN;
}
