import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addressText } from '../../../../electron/platform/address-text.ts';
import { parseProcNetSockets } from '../../../../electron/platform/linux/proc-net-sockets.ts';

const TCP_HEADING =
  '  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode                                                     ';
const UDP_HEADING =
  '   sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode ref pointer drops            ';
/** As a kernel 6.1 wrote them. */
const TCP = [
  TCP_HEADING,
  '   0: 0100007F:0277 00000000:0000 0A 00000000:00000000 00:00000000 00000000     0        0 20931 1 0000000000000000 100 0 0 10 0                     ',
  '   1: 016433C6:C386 026433C6:01BB 01 00000000:00000000 02:000006C4 00000000  1000        0 87654 2 0000000000000000 20 4 30 10 -1                    ',
  '   2: 016433C6:C388 026433C6:01BB 06 00000000:00000000 03:000017B2 00000000     0        0 0 3 0000000000000000                                      ',
  '',
].join('\n');
const NONE = '0'.repeat(32);
const TCP6 = [
  TCP_HEADING,
  `   0: ${NONE}:0016 ${NONE}:0000 0A 00000000:00000000 00:00000000 00000000     0        0 18343 1 0000000000000000 100 0 0 10 0`,
  '   1: 0000000000000000FFFF0000016433C6:0016 0000000000000000FFFF0000026433C6:D3F0 08 00000000:00000000 02:0009CE1A 00000000     0        0 19444 2 0000000000000000 20 4 1 10 -1',
  '   2: B80D0120000000000000000001000000:A1B2 B80D0120000000000000000002000000:0050 02 00000000:00000000 01:00000064 00000000  1000        0 19445 2 0000000000000000 20 4 1 10 -1',
  '',
].join('\n');
const UDP = [
  UDP_HEADING,
  '  318: 00000000:14E9 00000000:0000 07 00000000:00000000 00:00000000 00000000   108        0 17201 2 0000000000000000 0         ',
  '  402: 016433C6:E0D2 026433C6:01BB 01 00000000:00000000 00:00000000 00000000  1000        0 99001 2 0000000000000000 0         ',
  '',
].join('\n');

const read = (protocol: 'tcp' | 'udp', text: string) =>
  [...parseProcNetSockets(protocol, text)].filter((socket) => socket !== null);

describe('/proc/net/tcp', () => {
  test('tells who waits, who talks, and who has just ended', () => {
    expect(read('tcp', TCP)).toEqual([
      { protocol: 'tcp', local: '127.0.0.1:631', peer: null, userId: 0, inode: 20931 },
      {
        protocol: 'tcp',
        local: '198.51.100.1:50054',
        peer: { remote: '198.51.100.2:443', state: 'established' },
        userId: 1000,
        inode: 87654,
      },
      {
        protocol: 'tcp',
        local: '198.51.100.1:50056',
        peer: { remote: '198.51.100.2:443', state: 'closing' },
        userId: 0,
        inode: 0,
      },
    ]);
  });

  test('in IPv6 shows every-address as it is, and IPv4 within IPv6 as the IPv4 that travels', () => {
    expect(read('tcp', TCP6).map(({ local, peer }) => [local, peer])).toEqual([
      ['[::]:22', null],
      ['198.51.100.1:22', { remote: '198.51.100.2:54256', state: 'closing' }],
      ['[2001:db8::1]:41394', { remote: '[2001:db8::2]:80', state: 'opening' }],
    ]);
  });

  test('leaves out a state that is neither', () => {
    expect(read('tcp', TCP.replace(' 01 ', ' 07 '))).toHaveLength(2);
  });
});

test('/proc/net/udp has sockets that wait for whoever comes, and ones with a peer', () => {
  expect(read('udp', UDP).map(({ local, peer }) => [local, peer])).toEqual([
    ['0.0.0.0:5353', null],
    ['198.51.100.1:57554', { remote: '198.51.100.2:443', state: 'established' }],
  ]);
});

test('an absent table has no sockets', () => {
  expect(read('tcp', '')).toEqual([]);
  expect(read('tcp', `${TCP_HEADING}\n`)).toEqual([]);
});

describe('a text of another shape is refused, and never read as fewer sockets', () => {
  test.for([
    ['without its heading', TCP.split('\n').slice(1).join('\n')],
    ['with a line cut short', TCP.slice(0, TCP.indexOf(' 87654') + 4)],
    ['with garbage between', TCP.replace('   1: ', '   1; ')],
    ['with an address of another length', TCP.replace('016433C6:C386', '0164:C386')],
    ['with an empty line between', TCP.replace('\n', '\n\n')],
  ] as const)('%s', ([, text]) => {
    expect(() => read('tcp', text)).toThrow(/^\/proc\/net\/tcp (has no heading|line \d+)/);
  });

  test('whatever the text, it is parsed or refused with an Error that names a line', () => {
    fc.assert(
      fc.property(fc.string(), (garbage) => {
        try {
          read('udp', `${UDP_HEADING}\n${garbage}`);
        } catch (error) {
          expect(String(error)).toMatch(/^Error: \/proc\/net\/udp line \d+/);
        }
      }),
    );
  });
});

test('any address and port are read back as the kernel held them', () => {
  const bytes = fc.oneof(...[4, 16].map((length) => fc.uint8Array({ minLength: length, maxLength: length })));
  fc.assert(
    fc.property(bytes, fc.integer({ min: 0, max: 65_535 }), (address, port) => {
      // As tcp4_seq_show and tcp6_seq_show print: %08X of each four bytes as a little-endian number, %04X of the port.
      const view = new DataView(address.buffer, address.byteOffset, address.length);
      const words = Array.from({ length: address.length / 4 }, (_, at) => view.getUint32(4 * at, true));
      const hex = words.map((word) => word.toString(16).toUpperCase().padStart(8, '0')).join('');
      const portHex = port.toString(16).toUpperCase().padStart(4, '0');
      const line = `   0: ${hex}:${portHex} ${hex.replace(/./g, '0')}:0000 0A 0:0 00:0 0     5        0 77 1`;
      const [socket] = read('tcp', `${TCP_HEADING}\n${line}\n`);
      const text = addressText(Buffer.from(address));
      expect(socket?.local).toBe(text.includes(':') ? `[${text}]:${port}` : `${text}:${port}`);
      expect(socket).toMatchObject({ userId: 5, inode: 77 });
    }),
  );
});
