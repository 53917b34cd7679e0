import { describe, expect, test } from 'vitest';
import { defaultRoutes, ipv6DefaultRoutes } from '../../../../electron/platform/linux/default-routes.ts';

const ROUTE = `Iface\tDestination\tGateway \tFlags\tRefCnt\tUse\tMetric\tMask\t\tMTU\tWindow\tIRTT                                                       
eth0\t00000000\t010200C0\t0003\t0\t0\t100\t00000000\t0\t0\t0                                                                           
eth0\t000200C0\t00000000\t0001\t0\t0\t100\t00FFFFFF\t0\t0\t0                                                                           
ppp0\t00000000\t00000000\t0001\t0\t0\t50\t00000000\t0\t0\t0                                                                            
`;
const ZEROS = '0'.repeat(32);
const IPV6_ROUTE = `${ZEROS} 00 ${ZEROS} 00 fe800000000000000000000000000001 00000400 00000001 00000000 00000003     eth0
fd000000000000000000000000000000 40 ${ZEROS} 00 ${ZEROS} 00000100 00000001 00000000 00000001     eth0
${ZEROS} 00 ${ZEROS} 00 ${ZEROS} ffffffff 00000001 00000000 00200200       lo
`;

describe('default routes', () => {
  test('are told from /proc/net/route, with their gateway where there is one', () => {
    expect(defaultRoutes(ROUTE)).toEqual([
      { adapter: 'eth0', gateway: '192.0.2.1', metric: 100 },
      { adapter: 'ppp0', gateway: null, metric: 50 },
    ]);
  });
  test('do not include one that is rejected, down, or half of the Internet as VPNs set', () => {
    const line = (flags: string, mask: string) =>
      `heading\neth0\t00000000\t010200C0\t${flags}\t0\t0\t0\t${mask}\t0\t0\t0\n`;
    expect(defaultRoutes(line('0203', '00000000'))).toEqual([]);
    expect(defaultRoutes(line('0002', '00000000'))).toEqual([]);
    expect(defaultRoutes(line('0003', '00000080'))).toEqual([]);
  });
  test('are told from /proc/net/ipv6_route, without the kernel’s own unreachable one', () => {
    expect(ipv6DefaultRoutes(IPV6_ROUTE)).toEqual([{ adapter: 'eth0', gateway: 'fe80::1', metric: 0x400 }]);
  });
  test('are none in an empty or damaged file', () => {
    for (const text of ['', '\n\n', 'nonsense', 'a b c d e f g h i j']) {
      expect(defaultRoutes(text)).toEqual([]);
      expect(ipv6DefaultRoutes(text)).toEqual([]);
    }
  });
  test('keep no gateway that is cut short', () => {
    const cut = ROUTE.replace('010200C0', '0102');
    expect(defaultRoutes(cut)[0]).toEqual({ adapter: 'eth0', gateway: null, metric: 100 });
  });
});
