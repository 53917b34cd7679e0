import type { UsageParts } from '../../contract/usage.ts';
import type { SessionReading } from '../../platform/platform.ts';

export type Part = keyof UsageParts;
export const PARTS: readonly Part[] = [
  'atWork',
  'locked',
  'beforeSignIn',
  'otherAccounts',
  'elsewhere',
  'unknownNetwork',
];

/** Whose time a stretch was, before the network is looked at. */
export type PersonPart = 'atWork' | 'locked' | 'beforeSignIn' | 'otherAccounts';

/** The session as it was at the start of an interval. */
export type SessionBefore = Pick<SessionReading, 'sessionId' | 'atConsole' | 'locked'>;

export interface Segment {
  readonly fromMs: number;
  readonly toMs: number;
  readonly part: PersonPart;
}

// An app that starts with the sign-in takes its first reading within this time of it.
const SIGN_IN_SETTLES_MS = 120_000;

/**
 * Divides an interval into whose time it was. `before` is null where the interval begins with the boot.
 * Under one sign-in it is one segment; across sign-ins, what came before this sign-in is `beforeSignIn`.
 * Two segments mean that the bytes between them can only be split by time.
 */
export function segmentsOf(
  fromMs: number,
  toMs: number,
  before: SessionBefore | null,
  now: SessionReading,
): readonly Segment[] {
  if (before !== null && before.sessionId === now.sessionId) return [{ fromMs, toMs, part: partOf(before, now) }];
  const own = partOf(now, now);
  const { signedInAtMs } = now;
  if (signedInAtMs === null || toMs - signedInAtMs < SIGN_IN_SETTLES_MS)
    return [{ fromMs, toMs, part: 'beforeSignIn' }];
  if (signedInAtMs <= fromMs) return [{ fromMs, toMs, part: own }];
  return [
    { fromMs, toMs: signedInAtMs, part: 'beforeSignIn' },
    { fromMs: signedInAtMs, toMs, part: own },
  ];
}

function partOf(start: SessionBefore, end: SessionBefore): PersonPart {
  if (start.atConsole === false || end.atConsole === false) return 'otherAccounts';
  return start.locked === true ? 'locked' : 'atWork';
}
