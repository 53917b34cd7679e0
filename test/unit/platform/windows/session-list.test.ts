import { describe, expect, it } from 'vitest';
import {
  otherAccountsIn,
  parseSessionList,
  SESSION_BYTES,
} from '../../../../electron/platform/windows/session-list.ts';

const ACTIVE = 0;
const LISTENING = 6;
const DISCONNECTED = 4;

describe('the list of sessions', () => {
  it('gives each one’s number and state', () => {
    const list = Buffer.alloc(2 * SESSION_BYTES);
    list.writeUInt32LE(1, 0);
    list.writeInt32LE(ACTIVE, 16);
    list.writeUInt32LE(65536, SESSION_BYTES);
    list.writeInt32LE(LISTENING, SESSION_BYTES + 16);
    expect(parseSessionList(list)).toEqual([
      { sessionId: 1, state: ACTIVE },
      { sessionId: 65536, state: LISTENING },
    ]);
  });
});

describe('others signed in', () => {
  const accounts: Record<number, string | null> = { 1: 'CITY\\wang', 2: 'CITY\\Lin', 3: '', 4: null, 5: 'city\\lin' };
  const others = (...sessions: [number, number][]) =>
    otherAccountsIn(
      [[0, DISCONNECTED] as [number, number], [1, ACTIVE] as [number, number], ...sessions].map(
        ([sessionId, state]) => ({ sessionId, state }),
      ),
      1,
      (sessionId) => accounts[sessionId] ?? null,
    );

  it('are none where only the services and oneself are', () => {
    expect(others()).toBe(0);
  });

  it('count whether in front or switched away from, each account once', () => {
    expect(others([2, DISCONNECTED])).toBe(1);
    expect(others([2, ACTIVE], [5, DISCONNECTED])).toBe(1);
  });

  it('do not count the sign-in screen, a listener, or one’s own second session', () => {
    accounts[6] = 'city\\WANG';
    expect(others([3, ACTIVE], [2, LISTENING], [6, DISCONNECTED])).toBe(0);
  });

  it('count one whose account Windows does not tell', () => {
    expect(others([4, ACTIVE], [2, ACTIVE])).toBe(2);
  });
});
