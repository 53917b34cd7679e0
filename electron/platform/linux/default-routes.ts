import { addressText } from '../address-text.ts';

export interface DefaultRoute {
  readonly adapter: string;
  /** The next hop; null: the link itself leads there (PPP, some tunnels). */
  readonly gateway: string | null;
  /** The smaller is preferred. */
  readonly metric: number;
}

/** include/uapi/linux/route.h and ipv6_route.h */
const RTF_UP = 0x1;
const RTF_GATEWAY = 0x2;
const RTF_REJECT = 0x200;

/** The default routes of /proc/net/route, in the kernel's order. Lines of any other shape are none. */
export function defaultRoutes(text: string): DefaultRoute[] {
  return text
    .split('\n')
    .slice(1)
    .flatMap((line) => {
      const [adapter, destination, gateway = '', flags, , , metric, mask] = line.split(/\s+/);
      if (!adapter || destination !== '00000000' || mask !== '00000000') return [];
      return routeOf(adapter, /^[0-9A-F]{8}$/i.test(gateway) ? inMemory(gateway) : null, flags, Number(metric));
    });
}

/** The default routes of /proc/net/ipv6_route. The kernel keeps an unreachable one on lo. */
export function ipv6DefaultRoutes(text: string): DefaultRoute[] {
  return text.split('\n').flatMap((line) => {
    const [destination, prefix, , , gateway = '', metric, , , flags, adapter] = line.trim().split(/\s+/);
    if (!/^0{32}$/.test(destination ?? '') || prefix !== '00' || !adapter || adapter === 'lo') return [];
    const nextHop = /^[0-9a-f]{32}$/i.test(gateway) ? Buffer.from(gateway, 'hex') : null;
    return routeOf(adapter, nextHop, flags, Number.parseInt(metric ?? '', 16));
  });
}

function routeOf(adapter: string, nextHop: Buffer | null, flagsHex: string | undefined, metric: number) {
  const flags = Number.parseInt(flagsHex ?? '', 16);
  if ((flags & RTF_UP) === 0 || (flags & RTF_REJECT) !== 0) return [];
  const gateway = nextHop && (flags & RTF_GATEWAY) !== 0 ? addressText(nextHop) : null;
  return [{ adapter, gateway, metric }];
}

/** The kernel prints an IPv4 address as the number that its bytes are in memory: little end first wherever Electron runs. */
const inMemory = (hex: string) => Buffer.from(hex, 'hex').swap32();
