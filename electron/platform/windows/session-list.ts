/** One WTS_SESSION_INFOW (wtsapi32.h), 64-bit layout. */
export interface ListedSession {
  readonly sessionId: number;
  /** WTS_CONNECTSTATE_CLASS */
  readonly state: number;
}

export const SESSION_BYTES = 24;
const AT = { sessionId: 0, state: 16 } as const;

export function parseSessionList(list: Buffer): ListedSession[] {
  const sessions: ListedSession[] = [];
  for (let at = 0; at + SESSION_BYTES <= list.length; at += SESSION_BYTES)
    sessions.push({ sessionId: list.readUInt32LE(at + AT.sessionId), state: list.readInt32LE(at + AT.state) });
  return sessions;
}

const ACTIVE = 0;
const DISCONNECTED = 4;
/** Session 0 belongs to the services. */
const SERVICES = 0;

/**
 * Accounts other than one's own among sessions that a person has signed in to. A session whose account Windows does not tell
 * counts as one more; the sign-in screen has an empty name and counts as none.
 */
export function otherAccountsIn(
  sessions: readonly ListedSession[],
  ownSessionId: number,
  accountOf: (sessionId: number) => string | null,
): number {
  const own = accountOf(ownSessionId)?.toLowerCase();
  const others = new Set<string>();
  for (const { sessionId, state } of sessions) {
    if (sessionId === ownSessionId || sessionId === SERVICES) continue;
    if (state !== ACTIVE && state !== DISCONNECTED) continue;
    const account = accountOf(sessionId)?.toLowerCase() ?? `session ${sessionId}`;
    if (account !== '' && account !== own) others.add(account);
  }
  return others.size;
}
