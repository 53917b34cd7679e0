import { describe, expect, test } from 'vitest';
import { parseSessionInfo } from '../../../../electron/platform/windows/session-info.ts';

const LOGON_AT_MS = Date.UTC(2026, 10, 23, 0, 5, 0);
const LOGON_FILETIME = (BigInt(LOGON_AT_MS) + 11_644_473_600_000n) * 10_000n;

/** WTSINFOEXW, level 1, by the offsets of wtsapi32.h for 64-bit Windows. */
function info({ level = 1, sessionId = 3, state = 0, flags = 1, logonTime = LOGON_FILETIME } = {}): Buffer {
  const bytes = Buffer.alloc(232);
  bytes.writeUInt32LE(level, 0);
  bytes.writeUInt32LE(sessionId, 8);
  bytes.writeInt32LE(state, 12);
  bytes.writeInt32LE(flags, 16);
  bytes.write('Console', 20, 'utf16le');
  bytes.write('wang', 86, 'utf16le');
  bytes.writeBigInt64LE(logonTime, 168);
  return bytes;
}

describe('the session', () => {
  test('that is active and unlocked is at the console since its sign-in', () => {
    expect(parseSessionInfo(info())).toEqual({
      atConsole: true,
      locked: false,
      sessionId: `3@${LOGON_FILETIME}`,
      signedInAtMs: LOGON_AT_MS,
    });
  });
  test('that is locked says so', () => {
    expect(parseSessionInfo(info({ flags: 0 }))?.locked).toBe(true);
  });
  test('whose lock Windows does not know is not guessed', () => {
    expect(parseSessionInfo(info({ flags: -1 }))?.locked).toBeNull();
    expect(parseSessionInfo(info({ flags: 7 }))?.locked).toBeNull();
  });
  test('that was switched away from is not at the console', () => {
    expect(parseSessionInfo(info({ state: 4 }))?.atConsole).toBe(false);
  });
  test.each([1, 2, 5, 6, 7, 8, 9])('in state %i is neither', (state) => {
    expect(parseSessionInfo(info({ state }))?.atConsole).toBeNull();
  });
  test('without a time of sign-in has no identity', () => {
    expect(parseSessionInfo(info({ logonTime: 0n }))).toMatchObject({ sessionId: null, signedInAtMs: null });
  });
  test('is not read from another level or a short answer', () => {
    expect(parseSessionInfo(info({ level: 2 }))).toBeNull();
    expect(parseSessionInfo(info().subarray(0, 100))).toBeNull();
    expect(parseSessionInfo(Buffer.alloc(0))).toBeNull();
  });
});
