import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseProcNetDev } from '../../../../electron/platform/linux/proc-net-dev.ts';

const HEADING = `Inter-|   Receive                                                |  Transmit
 face |bytes    packets errs drop fifo frame compressed multicast|bytes    packets errs drop fifo colls carrier compressed
`;
/** As a Debian 12 machine wrote it. */
const CAPTURED = `${HEADING}    lo:    3193      29    0    0    0     0          0         0     3193      29    0    0    0     0       0          0
  ifb0:       0       0    0    0    0     0          0         0        0       0    0    0    0     0       0          0
  eth0: 769108655   20178    0    0    0     0          0         0  1352838   12177    0    0    0     0       0          0
`;

const row = (name: string, rx: string, tx: string) => `${name}: ${rx} 1 0 0 0 0 0 0 ${tx} 1 0 0 0 0 0 0\n`;

describe('/proc/net/dev', () => {
  test('gives each interface’s received and sent bytes', () => {
    expect(parseProcNetDev(CAPTURED)).toEqual([
      { name: 'lo', rxBytes: 3193, txBytes: 3193 },
      { name: 'ifb0', rxBytes: 0, txBytes: 0 },
      { name: 'eth0', rxBytes: 769108655, txBytes: 1352838 },
    ]);
  });

  test('may have no space after the colon, as old kernels wrote large figures', () => {
    expect(parseProcNetDev(`${HEADING}eth0:4294967296 1 0 0 0 0 0 0 7 1 0 0 0 0 0 0\n`)).toEqual([
      { name: 'eth0', rxBytes: 4294967296, txBytes: 7 },
    ]);
  });

  test('gives null for a figure that a number cannot hold exactly, and the largest that it can', () => {
    const [largest, beyond, most] = parseProcNetDev(
      HEADING +
        row('a', '9007199254740991', '1') +
        row('b', '9007199254740992', '1') +
        row('c', '1', '18446744073709551615'),
    );
    expect(largest?.rxBytes).toBe(Number.MAX_SAFE_INTEGER);
    expect(beyond).toEqual({ name: 'b', rxBytes: null, txBytes: 1 });
    expect(most).toEqual({ name: 'c', rxBytes: 1, txBytes: null });
  });

  test('without interfaces is an empty list', () => {
    expect(parseProcNetDev(HEADING)).toEqual([]);
  });

  test.each([
    ['nothing', '', /no heading/],
    ['another file', 'Iface\tDestination\n', /no heading/],
    ['a line cut short', `${HEADING}eth0: 5 1 0 0`, /line 3 is not an interface/],
    ['an empty line among others', `${HEADING}\n${row('eth0', '1', '1')}`, /line 3 is not an interface/],
    ['a nameless line', HEADING + row(' ', '1', '1'), /line 3 is not an interface/],
    ['a negative figure', HEADING + row('eth0', '-1', '1'), /line 3 has no byte count: "-1"/],
    ['a figure in hex', HEADING + row('lo', '1', '1') + row('eth0', '1', '0x10'), /line 4 has no byte count: "0x10"/],
    ['a figure with a fraction', HEADING + row('eth0', '1.5', '1'), /no byte count/],
  ])('is refused where it is %s', (_, text, message) => {
    expect(() => parseProcNetDev(text)).toThrow(message);
  });

  test('never yields a figure that is not a whole number from 0 up, whatever the text', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...'0123456789: \n-ex.'), maxLength: 200 }), (text) => {
        let rows: ReturnType<typeof parseProcNetDev>;
        try {
          rows = parseProcNetDev(HEADING + text);
        } catch {
          return;
        }
        for (const { name, rxBytes, txBytes } of rows) {
          expect(name).not.toBe('');
          for (const bytes of [rxBytes, txBytes])
            expect(bytes === null || (Number.isSafeInteger(bytes) && bytes >= 0)).toBe(true);
        }
      }),
    );
  });
});
