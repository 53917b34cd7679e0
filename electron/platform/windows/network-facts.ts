import koffi from 'koffi';
import { isLinkLocal } from '../link-local.ts';
import type { AdapterNetworkFacts, Read } from '../platform.ts';
import { parseAdapterAddresses } from './adapter-addresses.ts';
import { ERROR_BUFFER_OVERFLOW, ERROR_NO_DATA, ERROR_SUCCESS, WindowsError, windowsCall } from './library.ts';

const getAdaptersAddresses = windowsCall(
  'iphlpapi.dll',
  'uint32_t __stdcall GetAdaptersAddresses(uint32_t family, uint32_t flags, void *reserved, void *buffer, _Inout_ uint32_t *bytes)',
);

const AF_UNSPEC = 0;
/** GAA_FLAG_SKIP_ANYCAST, _SKIP_MULTICAST and _SKIP_DNS_SERVER. */
const FLAGS = 0x2 | 0x4 | 0x8;
/** Microsoft advises to start with 15 KB and to try three times, as adapters come and go between the calls. */
const FIRST_BYTES = 16 * 1024;
const TRIES = 3;

/** Addresses and connection-specific suffixes of each adapter that has IP. */
export function readNetworkFacts(): Read<readonly AdapterNetworkFacts[]> {
  try {
    const size: [number] = [FIRST_BYTES];
    for (let tries = 1; ; tries++) {
      // Its own memory: the pointers inside are turned into offsets from where it stands.
      const buffer = Buffer.allocUnsafeSlow(size[0]).fill(0);
      const code: number = getAdaptersAddresses(AF_UNSPEC, FLAGS, null, buffer, size);
      if (code === ERROR_NO_DATA) return { ok: true, value: [] };
      if (code === ERROR_BUFFER_OVERFLOW && tries < TRIES) continue;
      if (code !== ERROR_SUCCESS) throw new WindowsError('GetAdaptersAddresses', code);
      const value = parseAdapterAddresses(buffer, koffi.address(buffer)).map(({ guid, addresses, dnsSuffixes }) => ({
        key: guid,
        addresses: addresses.filter((address) => !isLinkLocal(address)),
        dnsSuffixes,
      }));
      return { ok: true, value };
    }
  } catch (error) {
    return { ok: false, detail: error instanceof Error ? error.message : String(error) };
  }
}
