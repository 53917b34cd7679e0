import type { SessionReading } from '../platform.ts';

/** WTSINFOEXW with its level 1 (wtsapi32.h), 64-bit layout. */
const AT = { level: 0, sessionId: 8, state: 12, flags: 16, logonTime: 168 } as const;

/** WTS_CONNECTSTATE_CLASS */
const ACTIVE = 0;
const SHADOWING = 3;
const DISCONNECTED = 4;
/** WTS_SESSIONSTATE_*: since Windows 8; Windows 7 had them the other way round and is not supported by Electron. */
const LOCKED = 0;
const UNLOCKED = 1;

/** A FILETIME's zero, 1601, in Unix milliseconds, and its unit of 100 ns. */
const FILETIME_UNITS_PER_MS = 10_000n;
const FILETIME_UNIX_EPOCH_MS = 11_644_473_600_000n;

/**
 * "Active" is the session in front, at the console or over remote desktop; one switched away from is disconnected.
 * Null where this is not a level 1 answer.
 */
export function parseSessionInfo(info: Buffer): SessionReading | null {
  if (info.length < AT.logonTime + 8 || info.readUInt32LE(AT.level) !== 1) return null;
  const state = info.readInt32LE(AT.state);
  const flags = info.readInt32LE(AT.flags);
  const logonTime = info.readBigInt64LE(AT.logonTime);
  return {
    atConsole: state === ACTIVE || state === SHADOWING ? true : state === DISCONNECTED ? false : null,
    locked: flags === LOCKED ? true : flags === UNLOCKED ? false : null,
    sessionId: logonTime > 0n ? `${info.readUInt32LE(AT.sessionId)}@${logonTime}` : null,
    signedInAtMs: logonTime > 0n ? Number(logonTime / FILETIME_UNITS_PER_MS - FILETIME_UNIX_EPOCH_MS) : null,
  };
}
