import koffi from 'koffi';
import { type AdapterAddresses, parseAdapterAddresses } from './adapter-addresses.ts';
import { ERROR_BUFFER_OVERFLOW, ERROR_NO_DATA, ERROR_SUCCESS, WindowsError, windowsCall } from './library.ts';

const getAdaptersAddresses = windowsCall(
  'iphlpapi.dll',
  'uint32_t __stdcall GetAdaptersAddresses(uint32_t family, uint32_t flags, void *reserved, void *buffer, _Inout_ uint32_t *bytes)',
);

const AF_UNSPEC = 0;
/** GAA_FLAG_* (iptypes.h): what is not needed makes the call slower. */
export const SKIP = { unicast: 0x1, anycast: 0x2, multicast: 0x4, dnsServers: 0x8 } as const;
export const INCLUDE_GATEWAYS = 0x80;
/** Microsoft advises to start with 15 KB and to try three times, as adapters come and go between the calls. */
const FIRST_BYTES = 16 * 1024;
const TRIES = 3;

/** Every adapter that has IP. Throws WindowsError, or a RangeError where the answer makes no sense. */
export function readAdapterList(flags: number): AdapterAddresses[] {
  const size: [number] = [FIRST_BYTES];
  for (let tries = 1; ; tries++) {
    // Its own memory: the pointers inside are turned into offsets from where it stands.
    const buffer = Buffer.allocUnsafeSlow(size[0]).fill(0);
    const code: number = getAdaptersAddresses(AF_UNSPEC, flags, null, buffer, size);
    if (code === ERROR_NO_DATA) return [];
    if (code === ERROR_BUFFER_OVERFLOW && tries < TRIES) continue;
    if (code !== ERROR_SUCCESS) throw new WindowsError('GetAdaptersAddresses', code);
    return parseAdapterAddresses(buffer, koffi.address(buffer));
  }
}
