import type { SessionReading } from '../platform.ts';
import { copyMemory, type Pointer, windowsCall } from './library.ts';
import { parseSessionInfo } from './session-info.ts';

const querySession = windowsCall(
  'wtsapi32.dll',
  'int __stdcall WTSQuerySessionInformationW(void *server, uint32_t session, uint32_t kind, _Out_ void **buffer, _Out_ uint32_t *bytes)',
);
const freeSession = windowsCall('wtsapi32.dll', 'void __stdcall WTSFreeMemory(void *buffer)');
const activeConsoleSession = windowsCall('kernel32.dll', 'uint32_t __stdcall WTSGetActiveConsoleSessionId()');
const sessionOfProcess = windowsCall(
  'kernel32.dll',
  'int __stdcall ProcessIdToSessionId(uint32_t processId, _Out_ uint32_t *session)',
);

const WTS_CURRENT_SESSION = 0xffffffff;
const WTS_SESSION_INFO_EX = 25;

/** This process's own sign-in. Without the terminal services' answer only the console can be told, and nothing else. */
export function readSession(): SessionReading {
  return (
    sessionInfo() ?? { atConsole: isConsoleSession() ? true : null, locked: null, sessionId: null, signedInAtMs: null }
  );
}

function sessionInfo(): SessionReading | null {
  const found: [Pointer | null] = [null];
  const bytes: [number] = [0];
  const succeeded: number = querySession(null, WTS_CURRENT_SESSION, WTS_SESSION_INFO_EX, found, bytes);
  const [info] = found;
  if (succeeded === 0 || info === null) return null;
  try {
    return parseSessionInfo(copyMemory(info, bytes[0]));
  } finally {
    freeSession(info);
  }
}

/** Not the console's session may still be an active remote one, so only "yes" is certain. */
function isConsoleSession(): boolean {
  const session: [number] = [0];
  return sessionOfProcess(process.pid, session) !== 0 && session[0] === activeConsoleSession();
}
