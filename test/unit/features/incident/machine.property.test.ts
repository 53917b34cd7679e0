import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FINE, IncidentWorld, type Weather } from './incident-world.ts';

type Deed = (world: IncidentWorld) => Promise<void> | void;

const REASON = { kind: 'other', words: 'tried' } as const;
const DETAILS = {
  seen: ['slow' as const],
  sinceWhen: null,
  passwordTyped: null,
  linkOrAttachmentOpened: null,
  filesUnreadable: 'no' as const,
  personalOrConfidentialData: null,
  colleaguesToo: null,
  stillPowered: 'yes' as const,
  words: '',
};

const deeds: Record<string, Deed> = {
  press: (world) => world.press(),
  'press again at once': async (world) => {
    void world.service.press({ want: 'cut', drill: false });
    await world.press();
  },
  'report only': (world) => world.press('report-only'),
  drill: (world) => world.press('cut', true),
  'cut now': (world) => world.cutNow(),
  'do not cut': (world) => world.service.doNotCut(),
  'ask to restore': (world) => world.service.askRestore(),
  'think better of it': (world) => world.service.cancelRestore(),
  restore: (world) => world.service.restore(REASON),
  details: (world) => world.service.giveDetails(DETAILS),
  'false alarm': (world) => world.service.callFalseAlarm('a cable'),
  close: (world) => world.service.close(),
  answered: (world) => world.service.noteAnswered(world.service.view()?.firstId ?? ''),
  'die soon': (world) => {
    world.dies = { inOperations: 1 + (world.done.length % 4), after: world.done.length % 2 === 0 };
  },
  restart: (world) => world.restart(),
  'wait a moment': (world) => world.pass(120),
  'wait a while': (world) => world.pass(6000),
  'wait long': (world) => world.pass(30_000),
  'clock back': (world) => {
    world.nowMs -= 3_600_000;
  },
  'a day goes by': (world) => {
    world.nowMs += 86_400_000;
  },
  'cable pulled': (world) => {
    world.plugged = false;
  },
  'cable back': (world) => {
    // What comes up between the last look and a slow disk's answer can be known only by the cut's own.
    if (!world.isWriting) world.plugged = true;
  },
  'network cut by other hands': (world) => {
    if (!world.isWriting) world.cutByOthers();
  },
  'network back by other hands': (world) => {
    if (!world.isWriting) world.setUpByOthers('all');
  },
  'disk slow': (world) => {
    world.diskTakesMs = 300;
  },
  'disk slower': (world) => {
    world.diskTakesMs = 800;
  },
  remote: (world) => {
    world.remote = true;
  },
  'at the PC': (world) => {
    world.remote = null;
  },
  'report-only PC': (world) => {
    world.settings = { ...world.settings, cutMode: 'report-only' };
  },
  'cutting PC': (world) => {
    world.settings = { cutMode: 'cut', sendBeforeCutMs: world.settings.sendBeforeCutMs === 0 ? 1500 : 0 };
  },
};

const weather: fc.Arbitrary<Weather> = fc.record({
  cut: fc.constantFrom('works', 'works', 'in-part', 'does-nothing', 'hangs', 'rejects', 'throws'),
  restore: fc.constantFrom('works', 'works', 'in-part', 'hangs', 'rejects'),
  links: fc.constantFrom('readable', 'readable', 'readable', 'unreadable'),
  disk: fc.constant('fine'),
  record: fc.constantFrom('readable', 'readable', 'held'),
  outbox: fc.constantFrom('fine', 'fine', 'full', 'hangs'),
  send: fc.constantFrom('arrives', 'fails', 'hangs'),
});
const happening = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom(...Object.keys(deeds)) },
  { weight: 1, arbitrary: fc.constantFrom('press', 'restart', 'restore', 'wait a moment') },
  { weight: 1, arbitrary: weather },
);

async function live(world: IncidentWorld, happenings: readonly (string | Weather)[]): Promise<void> {
  void world.service.start();
  await world.settle();
  for (const each of happenings) {
    if (typeof each === 'string') void deeds[each]?.(world);
    else world.weather = each;
    await (each === 'wait a moment' ? world.pass(120) : each === 'wait a while' ? world.pass(6000) : world.settle());
  }
}

describe('whatever people, systems and crashes do in whatever order', () => {
  it('claims no cut unseen and disowns none of its own, cuts once at a time, only after writing it down and after the countdown, loses no report, and can restore', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(happening, { maxLength: 30 }), async (happenings) => {
        const world = new IncidentWorld();
        world.tellsAlready = true;
        await live(world, happenings);

        // Then all is well again, and the app is started once more.
        world.weather = { ...FINE };
        world.plugged = true;
        world.diskTakesMs = 0;
        world.setUpByOthers('theirs');
        await world.restart();
        await world.pass(40_000);
        // One that was shown as not saved may die with the app.
        const codes = new Set(world.views.filter(({ saveProblem }) => saveProblem === null).map(({ code }) => code));
        const posted = [...world.posted.values()].filter(({ body }) => body.part === 'first');
        for (const code of codes) expect(posted.filter(({ body }) => body.code === code)).toHaveLength(1);
        for (const { body } of world.posted.values())
          if (body.part !== 'first') expect(world.posted.has(body.first)).toBe(true);

        if (world.service.view()?.mayRestore) {
          await world.service.restore(REASON);
          await world.pass(25_000);
          expect(world.view.phase).toBe('restored');
          expect([...world.up.values()]).toEqual([true, true]);
        }
        expect(world.faults).toEqual([]);
      }),
      { numRuns: 300 },
    );
  });
});
