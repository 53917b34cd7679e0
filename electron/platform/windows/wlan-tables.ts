import { guidText } from './if-table.ts';
import { wideText } from './wide-text.ts';

/** One WLAN_INTERFACE_INFO (wlanapi.h). */
export interface WlanInterface {
  /** `{XXXXXXXX-…}` in lower case, as InterfaceRow.guid. */
  readonly guid: string;
  /** The same as the calls take it: 16 bytes. */
  readonly guidBytes: Buffer;
  /** The driver's name. */
  readonly description: string;
  /** WLAN_INTERFACE_STATE */
  readonly state: number;
}

/** WLAN_INTERFACE_INFO_LIST: a count, an index, then the entries. */
export const LIST_HEADING_BYTES = 8;
export const ENTRY_BYTES = 532;
const AT = { guid: 0, description: 16, state: 528 } as const;
const GUID_BYTES = 16;
const NAME_BYTES = 512;
/** WLAN_INTERFACE_STATE: the radio is switched off or still being set up. */
export const NOT_READY = 0;
export const CONNECTED = 1;

/** Parses a whole copied list. Throws a RangeError where it is shorter than its own count says. */
export function parseInterfaceList(list: Buffer): WlanInterface[] {
  const count = list.readUInt32LE(0);
  if (list.length < LIST_HEADING_BYTES + count * ENTRY_BYTES)
    throw new RangeError(`The wireless list says ${count} entries and holds ${list.length} bytes`);
  return Array.from({ length: count }, (_, index) => {
    const entry = LIST_HEADING_BYTES + index * ENTRY_BYTES;
    return {
      guid: guidText(list, entry + AT.guid),
      guidBytes: Buffer.from(list.subarray(entry + AT.guid, entry + AT.guid + GUID_BYTES)),
      description: wideText(list, entry + AT.description, NAME_BYTES),
      state: list.readUInt32LE(entry + AT.state),
    };
  });
}

/** WLAN_CONNECTION_ATTRIBUTES: state, mode, then the profile's name. */
export const PROFILE_AT = 8;

export function profileIn(attributes: Buffer): string {
  return wideText(attributes, PROFILE_AT, NAME_BYTES);
}

/** WLAN_CONNECTION_PARAMETERS on 64-bit Windows. The caller keeps `profile` alive at `profileAddress`. */
export function connectByProfile(profileAddress: bigint): Buffer {
  const WLAN_CONNECTION_MODE_PROFILE = 0;
  const DOT11_BSS_TYPE_ANY = 3;
  const parameters = Buffer.alloc(40);
  parameters.writeUInt32LE(WLAN_CONNECTION_MODE_PROFILE, 0);
  parameters.writeBigUInt64LE(profileAddress, 8);
  // No SSID and no list of stations: the profile says which.
  parameters.writeUInt32LE(DOT11_BSS_TYPE_ANY, 32);
  return parameters;
}
