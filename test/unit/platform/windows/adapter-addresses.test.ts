import { describe, expect, test } from 'vitest';
import { parseAdapterAddresses } from '../../../../electron/platform/windows/adapter-addresses.ts';

const BASE = 0x1_2345_6000n;

/** Lays IP_ADAPTER_ADDRESSES out in memory as 64-bit Windows does, pointers and all. */
class Memory {
  readonly bytes = Buffer.alloc(8192);
  #used = 0;
  take(size: number): number {
    const at = this.#used;
    this.#used += Math.ceil(size / 8) * 8;
    return at;
  }
  point(at: number, to: number): void {
    this.bytes.writeBigUInt64LE(BASE + BigInt(to), at);
  }
  text(text: string, encoding: 'latin1' | 'utf16le'): number {
    const at = this.take(Buffer.byteLength(text, encoding) + 2);
    this.bytes.write(text, at, encoding);
    return at;
  }
  adapter(
    guid: string,
    suffix: string,
    addresses: { hex: string; dadState?: number }[],
    moreSuffixes: string[] = [],
  ): number {
    const adapter = this.take(448);
    this.point(adapter + 16, this.text(guid, 'latin1'));
    this.point(adapter + 56, this.text(suffix, 'utf16le'));
    let link = adapter + 24;
    for (const { hex, dadState = 4 } of addresses) {
      const unicast = this.take(64);
      this.point(link, unicast);
      link = unicast + 8;
      const sockaddr = this.take(28);
      this.bytes.write(hex, sockaddr, 'hex');
      this.point(unicast + 16, sockaddr);
      this.bytes.writeUInt32LE(dadState, unicast + 40);
    }
    link = adapter + 440;
    for (const text of moreSuffixes) {
      const entry = this.take(520);
      this.point(link, entry);
      link = entry;
      this.bytes.write(text, entry + 8, 'utf16le');
    }
    return adapter;
  }
  /** IP_ADAPTER_GATEWAY_ADDRESS or IP_ADAPTER_DNS_SERVER_ADDRESS, one after the other. */
  servers(first: number, addresses: string[]): void {
    let link = first;
    for (const hex of addresses) {
      const server = this.take(32);
      this.point(link, server);
      link = server + 8;
      const sockaddr = this.take(28);
      this.bytes.write(hex, sockaddr, 'hex');
      this.point(server + 16, sockaddr);
    }
  }
}

const ipv4 = (hex: string) => `02000000${hex}`;
const ipv6 = (hex: string) => `1700000000000000${hex}`;

describe('the list of GetAdaptersAddresses', () => {
  test('gives each adapter’s addresses and suffixes', () => {
    const memory = new Memory();
    const first = memory.adapter('{12345678-9ABC-DEF0-0123-456789ABCDEF}', 'TYCG.gov.tw', [
      { hex: ipv4('0a140105') },
      { hex: ipv6('20010db8000000000000000000000051') },
      { hex: ipv6('fe800000000000000000000000000001') },
    ]);
    const second = memory.adapter('{2}', '', [], ['.Home.arpa.', 'tycg.gov.tw', 'home.arpa']);
    memory.point(first + 8, second);
    expect(parseAdapterAddresses(memory.bytes, BASE)).toMatchObject([
      {
        guid: '{12345678-9abc-def0-0123-456789abcdef}',
        addresses: ['10.20.1.5', '2001:db8::51', 'fe80::1'],
        dnsSuffixes: ['tycg.gov.tw'],
      },
      { guid: '{2}', addresses: [], dnsSuffixes: ['home.arpa', 'tycg.gov.tw'] },
    ]);
  });

  test('gives gateways and DNS servers in their order, a link-local one with its zone, and which adapters are up', () => {
    const memory = new Memory();
    const adapter = memory.adapter('{1}', '', []);
    memory.bytes.writeUInt32LE(1, adapter + 104);
    memory.servers(adapter + 208, [ipv4('c0000201'), `${ipv6('fe800000000000000000000000000001')}0c000000`]);
    memory.servers(adapter + 48, [ipv6('20010db8000000000000000000000053'), ipv4('c0000235')]);
    expect(parseAdapterAddresses(memory.bytes, BASE)).toMatchObject([
      { isUp: true, gateways: ['192.0.2.1', 'fe80::1%12'], dnsServers: ['2001:db8::53', '192.0.2.53'] },
    ]);
    expect(parseAdapterAddresses(new Memory().bytes, BASE)).toMatchObject([
      { isUp: false, gateways: [], dnsServers: [] },
    ]);
  });

  test('leaves out addresses that are not in use yet, or no longer', () => {
    const memory = new Memory();
    const states = [0, 1, 2, 3, 4].map((dadState) => ({ hex: ipv4(`0a00000${dadState}`), dadState }));
    memory.adapter('{1}', '', states);
    expect(parseAdapterAddresses(memory.bytes, BASE)[0]?.addresses).toEqual(['10.0.0.3', '10.0.0.4']);
  });

  test('leaves out addresses of other families', () => {
    const memory = new Memory();
    memory.adapter('{1}', '', [{ hex: '2000000001020304' }]);
    expect(parseAdapterAddresses(memory.bytes, BASE)[0]?.addresses).toEqual([]);
  });

  test('is refused where a pointer leads out of it', () => {
    for (const away of [-8, 8192, 1 << 30]) {
      const memory = new Memory();
      const adapter = memory.adapter('{1}', '', []);
      memory.bytes.writeBigUInt64LE(BASE + BigInt(away), adapter + 8);
      expect(() => parseAdapterAddresses(memory.bytes, BASE)).toThrow(RangeError);
    }
  });

  test('ends where its links run in a circle', () => {
    const memory = new Memory();
    const adapter = memory.adapter('{1}', '', []);
    memory.point(adapter + 8, adapter);
    expect(parseAdapterAddresses(memory.bytes, BASE).length).toBeLessThanOrEqual(8192 / 8 + 1);
  });
});
