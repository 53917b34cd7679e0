import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type CutView,
  LATE_AFTER_MS,
  lookAgain,
  STILL_FOR_MS,
  watchCut,
} from '../../../../electron/features/incident/verify-cut.ts';
import type { AdapterLink, Read } from '../../../../electron/platform/platform.ts';

const link = (name: string, parts: Partial<AdapterLink> = {}): AdapterLink => ({
  key: `key-${name}`,
  name,
  kind: 'ethernet',
  physical: true,
  state: 'up',
  rxBytes: 1_000,
  txBytes: 500,
  ...parts,
});
const found = (...links: AdapterLink[]): Read<readonly AdapterLink[]> => ({ ok: true, value: links });

/** Looks one after the other; gives the last view. */
function after(before: Read<readonly AdapterLink[]>, ...looks: [number, Read<readonly AdapterLink[]>][]): CutView {
  let watch = watchCut(before);
  let view: CutView | null = null;
  for (const [sinceAskedMs, links] of looks) ({ watch, view } = lookAgain(watch, links, sinceAskedMs));
  if (!view) throw new Error('nobody looked');
  return view;
}
const verdicts = (view: CutView) =>
  Object.fromEntries(view.adapters.map(({ name, verdict, why }) => [name, `${verdict}: ${why}`]));

const wired = link('wired');
const down = link('wired', { state: 'down' });

describe('a cut is confirmed', () => {
  it('once every physical adapter has been down with its counters standing still', () => {
    const view = after(found(wired), [10, found(down)], [10 + STILL_FOR_MS, found(down)]);
    expect(view.phase).toBe('off');
    expect(verdicts(view)).toEqual({ wired: 'down: link-down' });
  });

  it('by an adapter that the system no longer has', () => {
    const view = after(found(wired, link('radio')), [10, found(down)], [100, found(down)]);
    expect(verdicts(view)).toEqual({ wired: 'down: link-down', radio: 'down: gone' });
    expect(view.phase).toBe('off');
  });

  it('whatever the virtual adapters on top of them say', () => {
    const vpn = link('vpn', { physical: false });
    const view = after(found(wired, vpn), [10, found(down, vpn)], [100, found(down, vpn)]);
    expect(view.phase).toBe('off');
    expect(verdicts(view).vpn).toBe('up: link-up');
  });

  it('also late, as watching goes on', () => {
    const view = after(
      found(wired),
      [LATE_AFTER_MS, found(wired)],
      [20_000, found(down)],
      [20_000 + STILL_FOR_MS, found(down)],
    );
    expect(view.phase).toBe('off');
  });
});

describe('a cut is not confirmed', () => {
  it('by one look', () => {
    const view = after(found(wired), [100, found(down)]);
    expect(view.phase).toBe('checking');
    expect(verdicts(view)).toEqual({ wired: 'unknown: just-seen' });
  });

  it('by two looks in the same instant', () => {
    expect(after(found(wired), [10, found(down)], [11, found(down)]).phase).toBe('checking');
  });

  it('while bytes still pass a link that is said to be down, until they have stood still for long enough', () => {
    const moved = link('wired', { state: 'down', txBytes: 501 });
    const moving = after(found(wired), [10, found(down)], [100, found(moved)]);
    expect(verdicts(moving)).toEqual({ wired: 'up: still-moving' });
    expect(moving.phase).toBe('checking');
    const looks: [number, Read<readonly AdapterLink[]>][] = [
      [10, found(down)],
      [100, found(moved)],
      [101, found(moved)],
    ];
    expect(after(found(wired), ...looks).phase).toBe('checking');
    expect(after(found(wired), ...looks, [100 + STILL_FOR_MS, found(moved)]).phase).toBe('off');
  });

  it('where one of two is up, and after 5 s that is said', () => {
    const other = link('other');
    const looks = (atMs: number) =>
      after(
        found(wired, other),
        [10, found(down, other)],
        [LATE_AFTER_MS - 1, found(down, other)],
        [atMs, found(down, other)],
      );
    expect(looks(LATE_AFTER_MS - 1).phase).toBe('checking');
    expect(looks(LATE_AFTER_MS).phase).toBe('still-on');
    expect(verdicts(looks(LATE_AFTER_MS))).toEqual({ wired: 'down: link-down', other: 'up: link-up' });
  });

  it('by a state that proves neither: after 5 s it is not known, and never "off"', () => {
    const dormant = link('wired', { state: 'unknown' });
    const view = after(found(wired), [10, found(dormant)], [LATE_AFTER_MS, found(dormant)]);
    expect(view.phase).toBe('not-known');
    expect(verdicts(view)).toEqual({ wired: 'unknown: not-told' });
  });

  it('where the links cannot be read, in the system’s words', () => {
    const failed = { ok: false, detail: 'EACCES: permission denied' } as const;
    const view = after(found(wired), [10, found(down)], [LATE_AFTER_MS, failed]);
    expect(view).toMatchObject({ phase: 'not-known', detail: 'EACCES: permission denied' });
    expect(verdicts(view)).toEqual({ wired: 'unknown: unreadable' });
  });

  it('across a stretch that nobody saw: standing still begins anew', () => {
    const failed = { ok: false, detail: 'EIO' } as const;
    expect(after(found(wired), [10, found(down)], [40, failed], [100, found(down)]).phase).toBe('checking');
  });

  it('where there is no physical adapter to look at', () => {
    const vpn = link('vpn', { physical: false, state: 'down' });
    expect(after(found(vpn), [10, found(vpn)], [LATE_AFTER_MS, found(vpn)]).phase).toBe('not-known');
    expect(after({ ok: false, detail: 'no' }, [LATE_AFTER_MS, found()]).phase).toBe('not-known');
  });

  it('any longer when a link comes back', () => {
    const view = after(found(wired), [10, found(down)], [100, found(down)], [9_000, found(wired)]);
    expect(view.phase).toBe('still-on');
  });

  it('where an adapter appears meanwhile that nobody knew', () => {
    const tether = link('phone');
    const view = after(found(wired), [10, found(down)], [LATE_AFTER_MS, found(down, tether)]);
    expect(view.phase).toBe('still-on');
    expect(verdicts(view)).toEqual({ wired: 'down: link-down', phone: 'up: link-up' });
  });
});

describe('whatever is seen, in whatever order', () => {
  const look = fc.record({
    passedMs: fc.integer({ min: 0, max: 120 }),
    readable: fc.integer({ min: 0, max: 9 }).map((dice) => dice > 0),
    links: fc.array(
      fc.record({
        name: fc.constantFrom('a', 'b'),
        physical: fc.constant(true),
        state: fc.constantFrom<AdapterLink['state']>('down', 'down', 'down', 'up', 'unknown'),
        rxBytes: fc.constantFrom(7, 7, 7, 8),
      }),
      { maxLength: 3 },
    ),
  });

  it('"off" is said only of adapters that are gone, or were down and still at every look for long enough', () => {
    fc.assert(
      fc.property(fc.array(look, { minLength: 1, maxLength: 12 }), (looks) => {
        let watch = watchCut(found(link('a')));
        let sinceAskedMs = 0;
        const history: { atMs: number; links: Map<string, AdapterLink> | null }[] = [];
        for (const { passedMs, readable, links } of looks) {
          sinceAskedMs += passedMs;
          const unique = new Map(links.map((parts) => [parts.name, link(parts.name, parts)]));
          const seen = lookAgain(
            watch,
            readable ? found(...unique.values()) : { ok: false, detail: 'EIO' },
            sinceAskedMs,
          );
          watch = seen.watch;
          history.push({ atMs: sinceAskedMs, links: readable ? unique : null });
          if (seen.view.phase !== 'off') continue;
          for (const name of ['a', 'b']) {
            const now = history.at(-1)?.links?.get(name);
            if (!now) continue;
            const lastOther = history.findLastIndex(({ links }) => {
              const then = links?.get(name);
              return then?.state !== 'down' || then.rxBytes !== now.rxBytes;
            });
            const stillSinceMs = history[lastOther + 1]?.atMs ?? Number.POSITIVE_INFINITY;
            expect(sinceAskedMs - stillSinceMs).toBeGreaterThanOrEqual(STILL_FOR_MS);
          }
          expect(history.at(-1)?.links).not.toBeNull();
        }
      }),
      { numRuns: 2_000 },
    );
  });
});
