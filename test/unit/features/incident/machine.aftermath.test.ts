import { beforeEach, describe, expect, it } from 'vitest';
import { FINE, IncidentWorld } from './incident-world.ts';

const MISTAKE = { kind: 'mistake' } as const;
const SERVICE = { way: 'network-manager', outcome: 'asked', detail: '', adapters: [], tookMs: 8 } as const;
let world: IncidentWorld;

beforeEach(async () => {
  world = new IncidentWorld();
  await world.service.start();
});

const cuts = () => world.done.filter((each) => each === 'cut').length;

describe('restoring', () => {
  it('asks its one question, and can be thought better of', async () => {
    await world.press();
    await world.service.askRestore();
    expect(world.view.restoreAsked).toBe(true);
    await world.service.cancelRestore();
    expect(world.view).toMatchObject({ restoreAsked: false, phase: 'cut-confirmed' });
  });

  it('brings back what was up, looks that it did, and tells why', async () => {
    await world.press();
    await world.service.restore({ kind: 'commission-agreed', name: 'Lin' });
    await world.pass(1000);
    expect(world.view).toMatchObject({ phase: 'restored', missing: [], mayRestore: false });
    const told = [...world.posted.values()]
      .map(({ body }) => body)
      .find((body) => body.part === 'outcome' && body.outcome === 'restored');
    expect(told).toMatchObject({ restoreReason: { kind: 'commission-agreed', name: 'Lin' } });
  });

  it('names what did not come back, and notices when it does', async () => {
    await world.press();
    world.weather.restore = 'in-part';
    await world.service.restore(MISTAKE);
    await world.pass(21_000);
    expect(world.view).toMatchObject({ phase: 'restore-incomplete', missing: ['wlan0'], mayRestore: true });
    world.up.set('wlan0', true);
    await world.pass(1000);
    expect(world.view.phase).toBe('restored');
  });

  it('is not done while something is still to be undone, where what was up could never be read', async () => {
    world.weather.links = 'unreadable';
    await world.press();
    world.weather = { ...world.weather, links: 'readable', restore: 'in-part' };
    await world.pass(1000);
    await world.service.restore(MISTAKE);
    await world.pass(21_000);
    expect(world.view).toMatchObject({ phase: 'restore-incomplete', mayRestore: true });
    world.weather.restore = 'works';
    await world.service.restore(MISTAKE);
    await world.pass(1000);
    expect([world.view.phase, [...world.up.values()]]).toEqual(['restored', [true, true]]);
  });

  it('is not blocked by a cut that failed in the asking', async () => {
    world.weather.cut = 'throws';
    await world.press();
    await world.pass(1000);
    await world.service.restore(MISTAKE);
    await world.pass(1000);
    expect([world.done.includes('restore'), world.view.phase]).toEqual([true, 'restored']);
  });

  it('is not blocked by a cut that never answers', async () => {
    world.weather.cut = 'hangs';
    await world.press();
    await world.pass(1000);
    await world.service.restore(MISTAKE);
    await world.pass(8000);
    expect([world.done.includes('restore'), world.view.phase, world.faults]).toEqual([true, 'restored', []]);
  });

  it('brings back what a cut set down whose answer a crash took with it', async () => {
    await world.press('report-only');
    // The press writes the state, then cuts: the app dies with the cut done and before it knows.
    world.dies = { inOperations: 2, after: true };
    await world.press();
    expect([world.done.at(-1), [...world.up.values()]]).toEqual(['cut', [false, false]]);
    await world.restart();
    await world.pass(1000);
    expect(world.view.phase).toBe('cut-confirmed');
    await world.service.restore(MISTAKE);
    await world.pass(1000);
    expect(world.view).toMatchObject({ phase: 'restored', missing: [] });
  });

  it('is still offered after the incident was closed with an adapter missing', async () => {
    await world.press();
    world.weather.restore = 'in-part';
    await world.service.restore(MISTAKE);
    await world.pass(21_000);
    await world.service.close();
    expect(world.view).toMatchObject({ phase: 'closed', mayRestore: true });
  });

  it('is not claimed where nothing was up at the click and the system refuses', async () => {
    world.plugged = false;
    await world.press();
    await world.pass(1000);
    world.tried = { ways: [{ ...SERVICE, outcome: 'refused', detail: 'PermissionDenied' }], unmanaged: null };
    await world.service.restore(MISTAKE);
    await world.pass(21_000);
    expect(world.view).toMatchObject({
      phase: 'restore-incomplete',
      mayRestore: true,
      restoreTried: { ways: [{ way: 'network-manager', outcome: 'refused', detail: 'PermissionDenied' }] },
    });
    const [told] = [...world.posted.values()].filter(
      ({ body }) => body.part === 'outcome' && body.outcome === 'restore-incomplete',
    );
    expect(told?.body).toMatchObject({ tried: { ways: [{ outcome: 'refused' }] }, restoreReason: MISTAKE });

    world.tried = { ways: [SERVICE], unmanaged: null };
    await world.service.restore(MISTAKE);
    await world.pass(1000);
    expect(world.view).toMatchObject({ phase: 'restored', restoreTried: { ways: [{ outcome: 'asked' }] } });
  });

  it('is still offered where another incident has begun since', async () => {
    await world.press();
    world.weather.restore = 'in-part';
    await world.service.restore(MISTAKE);
    await world.pass(21_000);
    await world.service.close();
    await world.press('report-only');
    await world.pass(2000);
    expect(world.view).toMatchObject({ phase: 'not-cut', mayRestore: true });
    world.weather.restore = 'works';
    await world.service.restore(MISTAKE);
    await world.pass(1000);
    expect([world.view.phase, [...world.up.values()]]).toEqual(['restored', [true, true]]);
  });

  it('is not offered where nothing was cut', async () => {
    await world.press('report-only');
    await world.service.restore(MISTAKE);
    await world.pass(1000);
    expect([world.view.phase, world.done.includes('restore')]).toEqual(['not-cut', false]);
  });
});

describe('a record that another program holds when the app starts', () => {
  beforeEach(async () => {
    world.weather.outbox = 'full';
    await world.press();
    await world.pass(1000);
    world.weather.record = 'held';
    await world.restart();
  });
  const codes = () =>
    [...world.posted.values()].flatMap(({ body }) => (body.part === 'first' ? [body.code] : [])).sort();

  it('is read as soon as it is let go, and taken up as if nothing had been', async () => {
    expect([world.service.view(), world.service.readProblem]).toEqual([null, expect.stringContaining('EBUSY')]);
    expect(world.service.hasNothingToRestore).toBe(false);
    await world.pass(200);
    world.weather = { ...FINE };
    await world.pass(100);
    expect(world.service.readProblem).toBeNull();
    await world.pass(6000);
    expect(world.view).toMatchObject({ phase: 'cut-confirmed', mayRestore: true, saveProblem: null, unsaved: 0 });
    expect(world.told).toEqual(['first', 'cut-confirmed']);
  });

  it('is read minutes later too', async () => {
    await world.pass(300_000);
    world.weather = { ...FINE };
    await world.pass(7000);
    expect(world.view).toMatchObject({ phase: 'cut-confirmed', mayRestore: true });
  });

  it('is read by the press itself, which then joins it', async () => {
    const { code } = world.views.at(-1) ?? {};
    world.weather = { ...FINE };
    await world.press();
    expect(world.view.code).toBe(code);
  });

  it.each(['report-only', 'cut'] as const)('is not lost to a press meanwhile: %s', async (want) => {
    const earlier = world.views.at(-1)?.code;
    await world.press(want);
    await world.pass(3000);
    const { code } = world.view;
    expect(code).not.toBe(earlier);
    world.weather = { ...FINE };
    await world.pass(7000);
    expect(world.view).toMatchObject({ code, mayRestore: true });
    expect(codes()).toEqual([code, earlier].sort());
    await world.service.restore(MISTAKE);
    await world.pass(1000);
    expect([world.view.phase, [...world.up.values()], world.putAside]).toEqual(['restored', [true, true], []]);
  });

  it('is not lost to a press and a crash before it could be read', async () => {
    await world.press('report-only');
    await world.pass(3000);
    world.weather = { ...FINE };
    await world.restart();
    await world.pass(7000);
    expect(codes()).toHaveLength(2);
    await world.service.restore(MISTAKE);
    await world.pass(1000);
    expect([world.view.phase, [...world.up.values()], world.putAside]).toEqual(['restored', [true, true], []]);
  });

  it('keeps no press waiting', async () => {
    for (const name of world.up.keys()) world.up.set(name, true);
    world.settings.sendBeforeCutMs = 0;
    await world.press();
    expect([cuts(), [...world.up.values()]]).toEqual([2, [false, false]]);
  });

  it('is known to hold something to undo, even where what was brought back meanwhile seemed all', async () => {
    world.up.set('eth0', true);
    await world.press();
    await world.pass(1000);
    await world.service.restore(MISTAKE);
    await world.pass(1000);
    expect([world.view.phase, [...world.up.values()]]).toEqual(['restored', [true, false]]);
    world.weather = { ...FINE };
    await world.pass(7000);
    expect(world.view).toMatchObject({ phase: 'restore-incomplete', missing: ['wlan0'], mayRestore: true });
    await world.service.restore(MISTAKE);
    await world.pass(1000);
    expect([world.view.phase, [...world.up.values()]]).toEqual(['restored', [true, true]]);
  });

  it('is not looked for any more where there is nothing to read', async () => {
    world.disk = null;
    world.weather = { ...FINE };
    await world.restart();
    expect([world.service.readProblem, world.service.hasNothingToRestore]).toEqual([null, true]);
  });
});

describe('a network that others had cut before the press', () => {
  const ALREADY = { ...SERVICE, outcome: 'already' } as const;
  beforeEach(() => {
    world.plugged = false;
    world.tried = { ways: [ALREADY], unmanaged: null };
  });

  it('is not taken for a cut of ours, over a restart, at a second press and by a new incident', async () => {
    await world.press();
    await world.pass(1000);
    expect(world.view).toMatchObject({ phase: 'cut-confirmed', offBefore: true });
    await world.restart();
    await world.press();
    await world.pass(1000);
    expect(world.view).toMatchObject({ phase: 'cut-confirmed', offBefore: true });
    world.service.noteAnswered(world.view.firstId);
    await world.press();
    expect(world.view.offBefore).toBe(true);
    await world.pass(1000);
    expect(world.view).toMatchObject({ phase: 'cut-confirmed', offBefore: true });
  });

  it.each([
    ['the system took the request', { ways: [SERVICE], unmanaged: null }],
    ['one way did not answer', { ways: [ALREADY, { ...SERVICE, outcome: 'late' }], unmanaged: null }],
    ['no way answered', { ways: [], unmanaged: null }],
  ] as const)('is not known to be so where %s', async (_what, tried) => {
    world.tried = tried;
    await world.press();
    await world.pass(1000);
    expect(world.view).toMatchObject({ phase: 'cut-confirmed', offBefore: false });
  });

  it('is not known to be so where something was up, or the links could not be read', async () => {
    world.plugged = true;
    await world.press();
    await world.pass(1000);
    expect(world.view).toMatchObject({ phase: 'cut-confirmed', offBefore: false });
    world = new IncidentWorld();
    await world.service.start();
    world.tried = { ways: [ALREADY], unmanaged: null };
    world.weather.links = 'unreadable';
    await world.press();
    world.weather.links = 'readable';
    await world.pass(1000);
    expect(world.view).toMatchObject({ phase: 'cut-confirmed', offBefore: false });
  });

  it('is ours where a cut of ours is open, and one that comes back and is then cut is', async () => {
    await world.press();
    await world.pass(1000);
    world.plugged = true;
    world.tried = { ways: [SERVICE], unmanaged: null };
    await world.pass(1000);
    expect(world.view).toMatchObject({ phase: 'still-up', stillUpWhy: 'came-back' });
    await world.press();
    await world.pass(1000);
    expect(world.view).toMatchObject({ phase: 'cut-confirmed', offBefore: false });
    world.service.noteAnswered(world.view.firstId);
    world.tried = { ways: [ALREADY], unmanaged: null };
    await world.press();
    await world.pass(2000);
    expect(world.view).toMatchObject({ phase: 'cut-confirmed', offBefore: false });
  });
});

describe('further documents', () => {
  it('name the first, and can follow even a closed incident', async () => {
    await world.press('report-only');
    await world.pass(2000);
    await world.service.callFalseAlarm('a loose cable');
    await world.service.close();
    await world.service.release({ connections: true, screenshot: true, words: 'a black window' });
    await world.settle();
    expect(world.told).toEqual(['first', 'false-alarm', 'evidence']);
    const { firstId } = world.view;
    for (const { body } of world.posted.values()) if (body.part !== 'first') expect(body.first).toBe(firstId);
  });
});

describe('what the outbox would not take', () => {
  it('is handed over later, even where another incident has begun since', async () => {
    world.weather.outbox = 'full';
    await world.press('report-only');
    const { code } = world.view;
    await world.pass(4000);
    await world.service.close();
    await world.press();
    await world.pass(1000);
    world.weather.outbox = 'fine';
    await world.pass(6000);
    const codes = [...world.posted.values()].filter(({ body }) => body.part === 'first').map(({ body }) => body.code);
    expect(codes).toEqual([code, world.view.code]);
  });
});

it('a document that can never fit is kept, said not to be saved, and not tried again and again', async () => {
  world.tooLarge = true;
  await world.press('report-only');
  await world.pass(600_000);
  expect([world.done.filter((each) => each === 'too large').length, world.view.unsaved]).toEqual([1, 1]);
  world.tooLarge = false;
  await world.restart();
  await world.pass(2000);
  expect([world.told, world.view.unsaved]).toEqual([['first'], 0]);
});

describe('watching', () => {
  it('goes on in one strand, however often the button is pressed', async () => {
    world.weather.cut = 'does-nothing';
    await world.press();
    for (let again = 0; again < 10; again++) {
      await world.pass(5150);
      await world.press();
    }
    await world.pass(6000);
    const before = world.looks;
    await world.pass(1000);
    expect(world.looks - before).toBe(10);
  });
});

describe('after a crash', () => {
  it.each([
    ['at once', 0],
    ['a moment later', 500],
  ])('a press cuts a network that has come back meanwhile: %s', async (_, afterMs) => {
    await world.press();
    await world.pass(1000);
    for (const name of world.up.keys()) world.up.set(name, true);
    world.nowMs += 86_400_000;
    await world.restart();
    await world.pass(afterMs);
    expect(world.view.phase).toBe('verifying');
    await world.press();
    await world.pass(1000);
    expect([world.view.phase, cuts(), [...world.up.values()]]).toEqual(['cut-confirmed', 2, [false, false]]);
  });

  it('a press that follows a restart within the same moment of verifying asks for no second cut', async () => {
    world.weather.cut = 'does-nothing';
    await world.press();
    await world.pass(500);
    await world.press();
    await world.pass(500);
    expect(cuts()).toBe(1);
  });

  const told = () => world.told.filter((part) => part === 'first');

  it.each([false, true])('at any deed (done: %s) the report is kept once and the network is cut', async (after) => {
    for (let inOperations = 1; inOperations <= 11; inOperations++) {
      world = new IncidentWorld();
      await world.service.start();
      world.dies = { inOperations, after };
      await world.press();
      await world.pass(500);
      await world.restart();
      await world.pass(2000);
      // Killed before the first byte was on disk, no number was shown either: the person presses again.
      if (!world.service.view()) {
        expect([inOperations, after, world.views]).toEqual([1, false, []]);
        continue;
      }
      expect([inOperations, world.view.phase, told(), world.faults]).toEqual([
        inOperations,
        'cut-confirmed',
        ['first'],
        [],
      ]);
    }
  });

  it('what memory calls cut is looked at again, and not claimed where it is not so', async () => {
    await world.press();
    await world.pass(1000);
    world.up.set('eth0', true);
    await world.restart();
    expect(world.view).toMatchObject({ phase: 'verifying', confirmedAtMs: null });
    await world.pass(5000);
    expect(world.view).toMatchObject({ phase: 'still-up', mayRestore: true });
  });

  it.each([
    ['was seen off before is said to have come back', 'works', 'came-back'],
    ['was never seen off is said to be on still', 'does-nothing', 'not-off'],
  ] as const)('a network that is up and %s', async (_what, cut, stillUpWhy) => {
    world.weather.cut = cut;
    await world.press();
    await world.pass(1000);
    for (const name of world.up.keys()) world.up.set(name, true);
    world.nowMs += 3_600_000;
    await world.restart();
    await world.pass(6000);
    expect(world.view).toMatchObject({ phase: 'still-up', stillUpWhy });
    await world.restart();
    await world.pass(6000);
    expect(world.view).toMatchObject({ phase: 'still-up', stillUpWhy });
  });

  it('a second cut that does nothing is not taken for the first that came back', async () => {
    await world.press();
    await world.pass(1000);
    for (const name of world.up.keys()) world.up.set(name, true);
    world.nowMs += 3_600_000;
    await world.restart();
    world.weather.cut = 'does-nothing';
    await world.press();
    await world.pass(1000);
    await world.restart();
    await world.pass(6000);
    expect([cuts(), world.view.phase, world.view.stillUpWhy]).toEqual([2, 'still-up', 'not-off']);
  });

  it('a network that came back and cannot be read is only that', async () => {
    await world.press();
    await world.pass(1000);
    world.weather.links = 'unreadable';
    await world.restart();
    await world.pass(6000);
    expect(world.view).toMatchObject({ phase: 'still-up', stillUpWhy: 'not-readable' });
  });

  it('a cut that never came is not made a day later without asking', async () => {
    world.dies = { inOperations: 3, after: true };
    await world.press();
    world.nowMs += 86_400_000;
    await world.restart();
    await world.pass(20_000);
    expect([world.view.phase, cuts(), told()]).toEqual(['interrupted', 0, ['first']]);
    await world.service.cutNow();
    await world.pass(500);
    expect(world.view.phase).toBe('cut-confirmed');
  });

  it('nothing of the network is claimed from memory while a slow disk still writes', async () => {
    await world.press();
    world.up.set('eth0', true);
    world.diskTakesMs = 800;
    const restarted = world.restart();
    // At once: whoever asks what there is to restore does not wait.
    expect(world.service.view()).toMatchObject({ phase: 'verifying', confirmedAtMs: null, mayRestore: true });
    await restarted;
    expect(world.service.view()).toMatchObject({ phase: 'verifying', confirmedAtMs: null });
  });

  it.each([
    ['found up again', 'in-part', () => {}],
    ['that came to it since', 'works', () => world.up.set('usb0', true)],
  ] as const)('what a second cut set down is known as ours: an adapter %s', async (_which, first, meanwhile) => {
    world.weather.cut = first;
    await world.press();
    await world.pass(6000);
    world.weather.cut = 'works';
    meanwhile();
    world.dies = { inOperations: 2, after: true };
    await (world.view.phase === 'still-up' ? world.service.cutNow() : world.press());
    await world.settle();
    expect([...world.up.values()].filter(Boolean)).toEqual([]);
    await world.restart();
    await world.pass(1000);
    await world.service.restore(MISTAKE);
    await world.pass(1000);
    expect([world.view.phase, [...world.up.values()].every(Boolean)]).toEqual(['restored', true]);
  });

  it('what was up could never be read, and the cut never answered: all comes back', async () => {
    world.weather.links = 'unreadable';
    world.dies = { inOperations: 7, after: true };
    await world.press();
    await world.pass(500);
    expect([cuts(), [...world.up.values()]]).toEqual([1, [false, false]]);
    world.weather.links = 'readable';
    await world.restart();
    await world.pass(1000);
    await world.service.restore(MISTAKE);
    await world.pass(1000);
    expect([world.view.phase, [...world.up.values()]]).toEqual(['restored', [true, true]]);
  });

  it('a restoring goes on', async () => {
    await world.press();
    world.dies = { inOperations: 2, after: false };
    await world.service.restore(MISTAKE);
    await world.settle();
    await world.restart();
    await world.pass(1000);
    expect(world.view.phase).toBe('restored');
  });
});
