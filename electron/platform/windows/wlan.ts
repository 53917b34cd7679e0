import koffi from 'koffi';
import { inBackground } from './in-background.ts';
import {
  copyMemory,
  ERROR_FILE_NOT_FOUND,
  ERROR_SUCCESS,
  type Pointer,
  WindowsError,
  type WindowsFunction,
  windowsCall,
} from './library.ts';
import {
  CONNECTED,
  connectByProfile,
  ENTRY_BYTES,
  LIST_HEADING_BYTES,
  NOT_READY,
  PROFILE_AT,
  parseInterfaceList,
  profileIn,
  type WlanInterface,
} from './wlan-tables.ts';

const CLIENT_VERSION = 2;
const CURRENT_CONNECTION = 7;
const PROFILE_BYTES = PROFILE_AT + 512;
/** The WLAN AutoConfig service is not running: a PC without a radio. */
export const ERROR_SERVICE_NOT_ACTIVE = 1062;

export interface WirelessLeft {
  readonly key: string;
  readonly name: string;
  /** The network's profile; null where Windows does not say (it may ask for the location permission). */
  readonly profile: string | null;
}

/**
 * Disconnects every wireless adapter: the one cut that an ordinary user may make without help. The service then
 * does not reconnect by itself. Rejects with WindowsError (ERROR_SERVICE_NOT_ACTIVE: no wireless here) or the
 * loader's error where this Windows has no wlanapi.dll.
 */
export function disconnectAll(): Promise<WirelessLeft[]> {
  return withWlan(async (calls, handle) => {
    const left: WirelessLeft[] = [];
    let refusedCode = ERROR_SUCCESS;
    for (const { guid, guidBytes, description, state } of await interfacesOf(calls, handle)) {
      if (state === NOT_READY) continue;
      const profile = state === CONNECTED ? await profileOf(calls, handle, guidBytes) : null;
      // Also one that is just joining, or about to: asked to leave, it does not join by itself.
      const code = await inBackground(calls.disconnect, handle, guidBytes, null);
      if (code === ERROR_SUCCESS && state === CONNECTED) left.push({ key: guid, name: description, profile });
      if (code !== ERROR_SUCCESS && state === CONNECTED) refusedCode = code;
    }
    if (refusedCode !== ERROR_SUCCESS && left.length === 0) throw new WindowsError('WlanDisconnect', refusedCode);
    return left;
  });
}

/** Joins a network again by its profile. Rejects as `disconnectAll`; ERROR_FILE_NOT_FOUND: the adapter is not there. */
export function connect(key: string, profile: string): Promise<void> {
  return withWlan(async (calls, handle) => {
    const adapter = (await interfacesOf(calls, handle)).find(({ guid }) => guid === key);
    if (!adapter) throw new WindowsError('WlanEnumInterfaces', ERROR_FILE_NOT_FOUND);
    const name = Buffer.from(`${profile}\0`, 'utf16le');
    const parameters = connectByProfile(koffi.address(name));
    const code = await inBackground(calls.connect, handle, adapter.guidBytes, parameters, null);
    // The structure holds only the name's address: without this it might be collected during the call.
    if (code !== ERROR_SUCCESS || name.length === 0) throw new WindowsError('WlanConnect', code);
  });
}

interface WlanCalls {
  readonly open: WindowsFunction;
  readonly close: WindowsFunction;
  readonly enumerate: WindowsFunction;
  readonly query: WindowsFunction;
  readonly free: WindowsFunction;
  readonly disconnect: WindowsFunction;
  readonly connect: WindowsFunction;
}

/** Bound on first use: Windows Server without the wireless feature has no such library. */
let bound: WlanCalls | null = null;
function wlanCalls(): WlanCalls {
  const wlan = (definition: string) => windowsCall('wlanapi.dll', definition);
  bound ??= {
    open: wlan(
      'uint32_t __stdcall WlanOpenHandle(uint32_t version, void *reserved, _Out_ uint32_t *negotiated, _Out_ void **handle)',
    ),
    close: wlan('uint32_t __stdcall WlanCloseHandle(void *handle, void *reserved)'),
    enumerate: wlan('uint32_t __stdcall WlanEnumInterfaces(void *handle, void *reserved, _Out_ void **list)'),
    query: wlan(
      'uint32_t __stdcall WlanQueryInterface(void *handle, void *guid, uint32_t kind, void *reserved, _Out_ uint32_t *bytes, _Out_ void **data, void *valueType)',
    ),
    free: wlan('void __stdcall WlanFreeMemory(void *memory)'),
    disconnect: wlan('uint32_t __stdcall WlanDisconnect(void *handle, void *guid, void *reserved)'),
    connect: wlan('uint32_t __stdcall WlanConnect(void *handle, void *guid, void *parameters, void *reserved)'),
  };
  return bound;
}

async function withWlan<T>(use: (calls: WlanCalls, handle: Pointer) => Promise<T>): Promise<T> {
  const calls = wlanCalls();
  const found: [Pointer | null] = [null];
  const code = await inBackground(calls.open, CLIENT_VERSION, null, [0], found);
  const [handle] = found;
  if (code !== ERROR_SUCCESS || handle === null) throw new WindowsError('WlanOpenHandle', code);
  try {
    return await use(calls, handle);
  } finally {
    await inBackground(calls.close, handle, null);
  }
}

async function interfacesOf(calls: WlanCalls, handle: Pointer): Promise<WlanInterface[]> {
  const found: [Pointer | null] = [null];
  const code = await inBackground(calls.enumerate, handle, null, found);
  const [list] = found;
  if (code !== ERROR_SUCCESS || list === null) throw new WindowsError('WlanEnumInterfaces', code);
  try {
    const count = copyMemory(list, LIST_HEADING_BYTES).readUInt32LE(0);
    return parseInterfaceList(copyMemory(list, LIST_HEADING_BYTES + count * ENTRY_BYTES));
  } finally {
    calls.free(list);
  }
}

async function profileOf(calls: WlanCalls, handle: Pointer, guidBytes: Buffer): Promise<string | null> {
  const found: [Pointer | null] = [null];
  const bytes: [number] = [0];
  const code = await inBackground(calls.query, handle, guidBytes, CURRENT_CONNECTION, null, bytes, found, null);
  const [attributes] = found;
  if (code !== ERROR_SUCCESS || attributes === null) return null;
  try {
    return bytes[0] < PROFILE_BYTES ? null : profileIn(copyMemory(attributes, PROFILE_BYTES)) || null;
  } finally {
    calls.free(attributes);
  }
}
