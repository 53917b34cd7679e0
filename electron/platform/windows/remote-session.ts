import { windowsCall } from './library.ts';
import { HKEY_LOCAL_MACHINE, withKey } from './registry.ts';
import { decodeRegistryValue } from './registry-values.ts';

const getSystemMetrics = windowsCall('user32.dll', 'int __stdcall GetSystemMetrics(int index)');
const sessionOfProcess = windowsCall(
  'kernel32.dll',
  'int __stdcall ProcessIdToSessionId(uint32_t processId, _Out_ uint32_t *session)',
);

const SM_REMOTESESSION = 0x1000;
/** The console is being watched or steered by someone elsewhere. */
const SM_REMOTECONTROL = 0x2001;
const TERMINAL_SERVER = 'SYSTEM\\CurrentControlSet\\Control\\Terminal Server';

/**
 * "Detecting the Remote Desktop environment" (learn.microsoft.com): the metric, and where a graphics card is lent to
 * remote sessions and the metric keeps quiet, the session that owns the glass. Programs such as AnyDesk or VNC show
 * the console's own session and cannot be told. Null where the registry cannot be read.
 */
export function isRemoteSession(): boolean | null {
  if (getSystemMetrics(SM_REMOTESESSION) !== 0 || getSystemMetrics(SM_REMOTECONTROL) !== 0) return true;
  try {
    const values = withKey(HKEY_LOCAL_MACHINE, TERMINAL_SERVER, (key) => key.values()) ?? [];
    const glass = values.find(({ name }) => name === 'GlassSessionId');
    const own: [number] = [0];
    if (glass === undefined || sessionOfProcess(process.pid, own) === 0) return false;
    return decodeRegistryValue(glass.type, glass.data) !== own[0];
  } catch {
    return null;
  }
}
