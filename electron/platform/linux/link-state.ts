import { readFileSync } from 'node:fs';
import type { AdapterCounters, AdapterLink } from '../platform.ts';

/** <linux/if.h>: set up by an administrator. Without it no frame passes. */
const IFF_UP = 0x1;

/**
 * What /sys/class/net/NAME says of a link (Documentation/networking/operstates.rst). A driver that does not set a
 * state leaves "unknown", which the kernel's own document says must count as usable.
 */
export function linkState(
  flags: string | null,
  operstate: string | null,
  carrier: string | null,
): AdapterLink['state'] {
  if (flags === null || !/^0x[0-9a-f]+$/.test(flags)) return 'unknown';
  if ((Number(flags) & IFF_UP) === 0) return 'down';
  switch (operstate) {
    case 'up':
    case 'unknown':
      return 'up';
    case 'down':
    case 'lowerlayerdown':
    case 'notpresent':
      // Told up to a second late, where the carrier is told at once: a link that is just coming up is not down.
      return carrier === '1' ? 'unknown' : 'down';
    default:
      // "dormant" and "testing" pass nothing now and may at any moment.
      return 'unknown';
  }
}

/** One adapter's link, three small reads. */
export function readLink(adapter: AdapterCounters, netFolder = '/sys/class/net'): AdapterLink {
  const { key, name, kind, counted, rxBytes, txBytes } = adapter;
  const [flags = null, operstate = null, carrier = null] = ['flags', 'operstate', 'carrier'].map((file) =>
    readText(`${netFolder}/${name}/${file}`),
  );
  const state = linkState(flags, operstate, carrier);
  return { key, name, kind, physical: counted, state, rxBytes, txBytes };
}

function readText(path: string): string | null {
  try {
    return readFileSync(path, 'latin1').trim();
  } catch {
    return null;
  }
}
