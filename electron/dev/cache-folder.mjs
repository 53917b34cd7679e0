// @ts-check
import { homedir } from 'node:os';
import { isAbsolute, join } from 'node:path';

/** Where downloads are kept, outside the clone (XDG Base Directory Specification; a relative value counts as unset). */
export function cacheFolder() {
  const xdg = process.env.XDG_CACHE_HOME ?? '';
  return join(isAbsolute(xdg) ? xdg : join(homedir(), '.cache'), 'citynet-desk');
}
