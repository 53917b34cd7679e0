import { copyMemory, type Pointer, windowsCall } from './library.ts';
import { otherAccountsIn, parseSessionList, SESSION_BYTES } from './session-list.ts';
import { wideText } from './wide-text.ts';

const enumerateSessions = windowsCall(
  'wtsapi32.dll',
  'int __stdcall WTSEnumerateSessionsW(void *server, uint32_t reserved, uint32_t version, _Out_ void **sessions, _Out_ uint32_t *count)',
);
const querySession = windowsCall(
  'wtsapi32.dll',
  'int __stdcall WTSQuerySessionInformationW(void *server, uint32_t session, uint32_t kind, _Out_ void **buffer, _Out_ uint32_t *bytes)',
);
const freeSessions = windowsCall('wtsapi32.dll', 'void __stdcall WTSFreeMemory(void *buffer)');
const sessionOfProcess = windowsCall(
  'kernel32.dll',
  'int __stdcall ProcessIdToSessionId(uint32_t processId, _Out_ uint32_t *session)',
);

const WTS_USER_NAME = 5;
const WTS_DOMAIN_NAME = 7;

/** How many other accounts are signed in; null where the terminal services do not answer. */
export function otherAccountsSignedIn(): number | null {
  const own: [number] = [0];
  const found: [Pointer | null] = [null];
  const count: [number] = [0];
  if (sessionOfProcess(process.pid, own) === 0) return null;
  const succeeded: number = enumerateSessions(null, 0, 1, found, count);
  const [sessions] = found;
  if (succeeded === 0 || sessions === null) return null;
  try {
    return otherAccountsIn(parseSessionList(copyMemory(sessions, count[0] * SESSION_BYTES)), own[0], accountOf);
  } finally {
    freeSessions(sessions);
  }
}

/** `DOMAIN\name`; '' where nobody has signed in; null where Windows does not tell this account. */
function accountOf(sessionId: number): string | null {
  const name = textOf(sessionId, WTS_USER_NAME);
  return name === null || name === '' ? name : `${textOf(sessionId, WTS_DOMAIN_NAME) ?? ''}\\${name}`;
}

function textOf(sessionId: number, kind: number): string | null {
  const found: [Pointer | null] = [null];
  const bytes: [number] = [0];
  const succeeded: number = querySession(null, sessionId, kind, found, bytes);
  const [text] = found;
  if (succeeded === 0 || text === null) return null;
  try {
    return wideText(copyMemory(text, bytes[0]), 0, bytes[0]);
  } finally {
    freeSessions(text);
  }
}
