import { beforeEach, describe, expect, it } from 'vitest';
import { IncidentState } from '../../../../electron/features/incident/incident-state.ts';
import { asPosted } from '../../../../electron/features/incident/release.ts';
import type { WayTried } from '../../../../electron/platform/platform.ts';
import { IncidentWorld } from './incident-world.ts';

const REFUSED: WayTried = {
  way: 'network-manager',
  outcome: 'refused',
  detail: 'org.freedesktop.NetworkManager.PermissionDenied',
  adapters: [],
  tookMs: 4,
};
const REFUSED_TOLD = {
  ways: [{ way: 'network-manager', outcome: 'refused', detail: REFUSED.detail, adapters: [] }],
  unmanaged: ['usb0'],
};
let world: IncidentWorld;

beforeEach(async () => {
  world = new IncidentWorld();
  await world.service.start();
});

const outcomes = () => [...world.posted.values()].flatMap(({ body }) => (body.part === 'outcome' ? [body] : []));

describe('how a cut was tried', () => {
  it('is shown while the network stays up, told to the handler, and remembered across a restart', async () => {
    world.weather.cut = 'does-nothing';
    world.tried = { ways: [REFUSED], unmanaged: ['usb0'] };
    await world.press();
    await world.pass(6000);
    expect(world.view).toMatchObject({ phase: 'still-up', cutTried: REFUSED_TOLD });
    expect(outcomes()).toMatchObject([{ outcome: 'still-up', tried: REFUSED_TOLD }]);
    await world.restart();
    expect(world.view.cutTried).toEqual(REFUSED_TOLD);
  });

  it('tells a call without any answer from a cut that was not asked for', async () => {
    expect(world.service.view()).toBeNull();
    await world.press('report-only');
    await world.pass(2000);
    expect(world.view.cutTried).toBeNull();
    world.weather.cut = 'hangs';
    await world.service.cutNow();
    await world.pass(5500);
    expect(world.view).toMatchObject({ phase: 'still-up', cutTried: null });
    expect(outcomes()).toMatchObject([{ outcome: 'still-up', tried: null }]);
    await world.pass(3000);
    expect(world.view.cutTried).toEqual({ ways: [], unmanaged: null });
  });

  it('is forgotten where the cut is asked for again', async () => {
    world.weather.cut = 'does-nothing';
    world.tried = { ways: [REFUSED], unmanaged: null };
    await world.press();
    await world.pass(6000);
    world.weather.cut = 'works';
    world.tried = { ways: [{ ...REFUSED, outcome: 'asked', detail: '' }], unmanaged: [] };
    await world.service.cutNow();
    await world.pass(1000);
    expect(world.view).toMatchObject({ phase: 'cut-confirmed', cutTried: { ways: [{ outcome: 'asked' }] } });
  });

  it('keeps a system that says very much within what a document may hold', async () => {
    world.tried = { ways: [{ ...REFUSED, detail: 'x'.repeat(9000), adapters: ['y'.repeat(900)] }], unmanaged: null };
    await world.press();
    await world.pass(1000);
    expect(IncidentState.safeParse(JSON.parse(world.disk ?? '')).success).toBe(true);
    expect(world.view.cutTried?.ways[0]?.detail).toHaveLength(500);
  });
});

describe('other accounts that were signed in at the cut', () => {
  it.each([2, 0, null])('are remembered: %s', async (count) => {
    world.others = count;
    await world.press();
    await world.pass(1000);
    expect(world.view.othersSignedIn).toBe(count);
    await world.restart();
    expect(world.view.othersSignedIn).toBe(count);
  });

  it('are not asked about where nothing was cut', async () => {
    world.others = 3;
    await world.press('cut', true);
    await world.pass(2000);
    expect(world.view).toMatchObject({ phase: 'drill-done', othersSignedIn: null });
  });
});

describe('what the person has released', () => {
  it('is remembered with its time, and says only what was there to be let go', async () => {
    await world.press();
    await world.pass(1000);
    expect(world.view.released).toEqual([]);
    await world.service.release({ connections: true, screenshot: true, words: 'a black window' });
    // Nothing was gathered in this world: the words alone went.
    const held = {
      connections: false,
      screenshot: false,
      words: true,
      screenshotTooLarge: false,
      connectionsTooMany: 0,
    };
    const released = [{ documentId: expect.any(String), atMs: world.nowMs, ...held }];
    expect(world.view.released).toEqual(released);
    await world.restart();
    expect(world.view.released).toEqual(released);
  });
});

it('a picture that the outbox left out as too large is not said to have gone', () => {
  const gone = {
    documentId: 'a',
    atMs: 1,
    connections: true,
    screenshot: true,
    words: false,
    screenshotTooLarge: false,
    connectionsTooMany: 0,
  };
  expect(asPosted([gone, { ...gone, documentId: 'b' }], 'a', { withAttachments: false, tooMany: 0 })).toEqual([
    { ...gone, screenshot: false, screenshotTooLarge: true },
    { ...gone, documentId: 'b' },
  ]);
});

it('a state that was written before these were kept is read as knowing nothing of them', async () => {
  await world.press();
  await world.pass(1000);
  const {
    cutTried: _tried,
    restoreTried: _way,
    answered: _by,
    othersSignedIn: _others,
    released: _released,
    ...old
  } = JSON.parse(world.disk ?? '');
  expect(IncidentState.parse(old)).toMatchObject({
    cutTried: null,
    restoreTried: null,
    answered: false,
    othersSignedIn: null,
    released: [],
  });
});
