import { describe, expect, test } from 'vitest';
import {
  parseSocketTable,
  type TableShape,
  TCP4,
  TCP6,
  UDP4,
  UDP6,
} from '../../../../electron/platform/windows/socket-tables.ts';

interface Row {
  readonly local: string;
  readonly port: number;
  readonly remote?: string;
  readonly remotePort?: number;
  readonly state?: number;
  readonly processId: number;
}

/** As Windows lays a table out; the upper half of a port's field holds whatever it held before. */
function table(shape: TableShape, rows: readonly Row[]): Buffer {
  const bytes = Buffer.alloc(4 + rows.length * shape.rowBytes, 0xee);
  bytes.writeUInt32LE(rows.length, 0);
  rows.forEach(({ local, port, remote = local, remotePort = 0, state = 0, processId }, index) => {
    const at = 4 + index * shape.rowBytes;
    bytes.write(local, at + shape.localAddress, 'hex');
    bytes.writeUInt16BE(port, at + shape.localPort);
    bytes.writeUInt32LE(processId, at + shape.processId);
    if (!shape.peer) return;
    bytes.write(remote, at + shape.peer.remoteAddress, 'hex');
    bytes.writeUInt16BE(remotePort, at + shape.peer.remotePort);
    bytes.writeUInt32LE(state, at + shape.peer.state);
  });
  return bytes;
}

const HERE = '20010db8000000000000000000000001';
const THERE = '20010db8000000000000000000000002';

describe('the tables of sockets', () => {
  test('of TCP tell who waits, who talks, and who has just ended', () => {
    const rows = [
      { local: '00000000', port: 445, state: 2, processId: 4 },
      { local: 'c6336401', port: 50_054, remote: 'c6336402', remotePort: 443, state: 5, processId: 4242 },
      { local: 'c6336401', port: 50_055, remote: 'c6336402', remotePort: 443, state: 3, processId: 4242 },
      { local: 'c6336401', port: 50_056, remote: 'c6336402', remotePort: 443, state: 11, processId: 0 },
      { local: 'c6336401', port: 50_057, remote: 'c6336402', remotePort: 443, state: 1, processId: 4242 },
    ];
    const peer = (state: string) => ({ remote: '198.51.100.2:443', state });
    expect(parseSocketTable(table(TCP4, rows), TCP4)).toEqual([
      { protocol: 'tcp', local: '0.0.0.0:445', peer: null, processId: 4 },
      { protocol: 'tcp', local: '198.51.100.1:50054', peer: peer('established'), processId: 4242 },
      { protocol: 'tcp', local: '198.51.100.1:50055', peer: peer('opening'), processId: 4242 },
      { protocol: 'tcp', local: '198.51.100.1:50056', peer: peer('closing'), processId: 0 },
    ]);
  });

  test('of IPv6 are read by their own layout', () => {
    const rows = [
      { local: '0'.repeat(32), port: 135, state: 2, processId: 900 },
      { local: HERE, port: 50_100, remote: THERE, remotePort: 443, state: 5, processId: 901 },
    ];
    expect(parseSocketTable(table(TCP6, rows), TCP6)).toEqual([
      { protocol: 'tcp', local: '[::]:135', peer: null, processId: 900 },
      {
        protocol: 'tcp',
        local: '[2001:db8::1]:50100',
        peer: { remote: '[2001:db8::2]:443', state: 'established' },
        processId: 901,
      },
    ]);
  });

  test('of UDP are all waiting, as Windows does not say whom they talk to', () => {
    const rows4 = [{ local: '7f000001', port: 1900, processId: 7 }];
    const rows6 = [{ local: HERE, port: 5353, processId: 8 }];
    expect(parseSocketTable(table(UDP4, rows4), UDP4)).toEqual([
      { protocol: 'udp', local: '127.0.0.1:1900', peer: null, processId: 7 },
    ]);
    expect(parseSocketTable(table(UDP6, rows6), UDP6)).toEqual([
      { protocol: 'udp', local: '[2001:db8::1]:5353', peer: null, processId: 8 },
    ]);
  });

  test('may be empty, and are refused where shorter than they say', () => {
    for (const shape of [TCP4, TCP6, UDP4, UDP6]) {
      expect(parseSocketTable(Buffer.alloc(64), shape)).toEqual([]);
      const whole = table(shape, [{ local: '00'.repeat(shape.addressBytes), port: 1, state: 2, processId: 1 }]);
      expect(() => parseSocketTable(whole.subarray(0, -1), shape)).toThrow(RangeError);
    }
  });
});
