import type { AdapterLink, Read } from '../../platform/platform.ts';

/** Switching an adapter on and joining a wireless network takes seconds, and on Windows the task itself too. */
export const RETURN_LATE_AFTER_MS = 15_000;

export interface ReturnView {
  /** back: every adapter that was up before the cut is up. incomplete: after RETURN_LATE_AFTER_MS one is not. */
  readonly phase: 'checking' | 'back' | 'incomplete' | 'not-known';
  /** By name, in the order given. */
  readonly back: readonly string[];
  readonly notBack: readonly string[];
  /** The system's words where the links could not be read; else null. */
  readonly detail: string | null;
}

/**
 * Did what the cut took down come up again? Asks the links alone: whether an address or a server follows is the
 * network's affair, and waiting for one would call a restored PC broken.
 */
export function lookForReturn(
  upBefore: readonly Pick<AdapterLink, 'key' | 'name'>[],
  links: Read<readonly AdapterLink[]>,
  sinceAskedMs: number,
): ReturnView {
  const isLate = sinceAskedMs >= RETURN_LATE_AFTER_MS;
  if (!links.ok)
    return {
      phase: isLate ? 'not-known' : 'checking',
      back: [],
      notBack: upBefore.map(({ name }) => name),
      detail: links.detail,
    };
  const upNow = new Set(links.value.filter(({ state }) => state === 'up').map(({ key }) => key));
  const back = upBefore.filter(({ key }) => upNow.has(key)).map(({ name }) => name);
  const notBack = upBefore.filter(({ key }) => !upNow.has(key)).map(({ name }) => name);
  const phase = notBack.length === 0 ? 'back' : isLate ? 'incomplete' : 'checking';
  return { phase, back, notBack, detail: null };
}
