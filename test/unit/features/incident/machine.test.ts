import { beforeEach, describe, expect, it } from 'vitest';
import { IncidentBody, IncidentView } from '../../../../electron/contract/incident.ts';
import { isoTime } from '../../../../electron/contract/iso-time.ts';
import { FINE, IncidentWorld } from './incident-world.ts';

const MISTAKE = { kind: 'mistake' } as const;
let world: IncidentWorld;

beforeEach(async () => {
  world = new IncidentWorld();
  await world.service.start();
});

const phasesSeen = () => world.views.map(({ phase }) => phase).filter((phase, at, all) => phase !== all[at - 1]);
const cuts = () => world.done.filter((each) => each === 'cut').length;

describe('one click', () => {
  it('saves, sends, cuts, verifies and says so, each state on disk before its deed', async () => {
    await world.press();
    await world.pass(1000);
    expect(phasesSeen()).toEqual(['saving', 'sending', 'cutting', 'verifying', 'cut-confirmed']);
    expect(world.done.filter((each) => each !== 'gather')).toEqual([
      'write saving',
      'post first',
      'write sending',
      'send id-2',
      'write cutting',
      'cut',
      'write verifying',
      'write cut-confirmed',
      'post outcome',
      'write cut-confirmed',
    ]);
    expect(IncidentView.parse(world.view)).toMatchObject({ confirmedAtMs: world.nowMs - 1000, mayRestore: true });
    expect(world.faults).toEqual([]);
  });

  it('shows the same code from the first moment to the last document', async () => {
    await world.press();
    const { code } = world.view;
    await world.pass(1000);
    for (const { body } of world.posted.values()) expect(IncidentBody.parse(body).code).toBe(code);
    expect(world.told).toEqual(['first', 'cut-confirmed']);
    const outcome = [...world.posted.values()].at(-1)?.body;
    expect(outcome).toMatchObject({ cutAskedAt: isoTime(world.view.cutAskedAtMs ?? 0, 'Asia/Taipei') });
  });

  it('cuts at the bound and no later where sending hangs', async () => {
    world.weather.send = 'hangs';
    await world.press();
    await world.pass(1499);
    expect(cuts()).toBe(0);
    await world.pass(1);
    expect(cuts()).toBe(1);
  });

  it('cuts at once, sending nothing first, where the bound is 0', async () => {
    world.settings.sendBeforeCutMs = 0;
    await world.press();
    expect(world.view.phase).toBe('cut-confirmed');
    const [cutAt, sentAt] = ['cut', 'send'].map((deed) => world.done.findIndex((each) => each.startsWith(deed)));
    expect(sentAt).toBeGreaterThan(cutAt ?? Number.NaN);
    expect(cutAt).toBeGreaterThanOrEqual(0);
  });

  it('is sent ahead of all else as soon as it is in the outbox, however late a disk lets it in', async () => {
    world.settings.cutMode = 'report-only';
    world.weather.outbox = 'full';
    await world.press();
    await world.pass(3000);
    expect(world.view).toMatchObject({ phase: 'not-cut', unsaved: 1 });
    world.weather = { ...FINE };
    world.done.length = 0;
    await world.pass(6000);
    expect(world.done.filter((each) => /^(post|send) /.test(each))).toEqual([
      'post first',
      `send ${world.view.firstId}`,
    ]);
  });

  it('cuts all the same with a full disk, says so, and writes everything once there is room', async () => {
    world.weather.disk = 'full';
    world.weather.outbox = 'full';
    await world.press();
    await world.pass(3000);
    expect(world.view).toMatchObject({ phase: 'cut-confirmed', unsaved: 2 });
    expect(world.view.saveProblem).toContain('no space left');
    world.weather = { ...FINE };
    await world.pass(6000);
    expect(world.view).toMatchObject({ unsaved: 0, saveProblem: null });
    expect(world.told).toEqual(['first', 'cut-confirmed']);
  });

  describe.each([
    { disk: 'takes 300 ms', diskTakesMs: 300, weather: {} },
    { disk: 'takes 800 ms', diskTakesMs: 800, weather: {} },
    { disk: 'hangs', diskTakesMs: 0, weather: { disk: 'hangs', outbox: 'hangs' } as const },
  ])('on a disk that $disk', ({ diskTakesMs, weather }) => {
    const BOUND_MS = 1500;
    beforeEach(() => {
      world.diskTakesMs = diskTakesMs;
      world.weather = { ...FINE, send: 'hangs', ...weather };
    });

    it('cuts at the bound, however long each write takes', async () => {
      await world.press();
      await world.pass(BOUND_MS + 100);
      expect(cuts()).toBe(1);
    });

    it('cuts at the bound of the first click, though it is clicked again', async () => {
      await world.press();
      await world.pass(1000);
      await world.press();
      await world.pass(BOUND_MS - 1000 + 100);
      expect(cuts()).toBe(1);
    });

    it('cuts at once where the bound is 0', async () => {
      world.settings.sendBeforeCutMs = 0;
      await world.press();
      await world.pass(100);
      expect(cuts()).toBe(1);
    });

    it('cuts at the bound though the clock is set back meanwhile', async () => {
      await world.press();
      world.nowMs -= 3_600_000;
      await world.pass(BOUND_MS + 100);
      expect(cuts()).toBe(1);
    });
  });

  it('has the report on disk before anything leaves, on a slow disk too', async () => {
    world.diskTakesMs = 300;
    await world.press();
    await world.pass(3000);
    const deeds = world.done.map((each) => each.split(' ').slice(0, 2).join(' '));
    expect(deeds.indexOf('write saving')).toBeLessThan(deeds.findIndex((each) => each.startsWith('send')));
    expect(deeds.indexOf('post first')).toBeLessThan(deeds.findIndex((each) => each.startsWith('send')));
    expect(world.view.phase).toBe('cut-confirmed');
  });

  it('can bring back what was cut while the disk was still writing it down, though the app died then', async () => {
    world.diskTakesMs = 800;
    await world.press();
    await world.pass(1600);
    expect([cuts(), world.disk?.includes('"phase":"cutting"')]).toEqual([1, false]);
    world.nowMs += 86_400_000;
    world.diskTakesMs = 0;
    await world.restart();
    expect(world.view).toMatchObject({ phase: 'interrupted', mayRestore: true });
    await world.service.restore(MISTAKE);
    await world.pass(1000);
    expect([world.view.phase, [...world.up.values()]]).toEqual(['restored', [true, true]]);
  });

  it('says what can be done where the cut does nothing, and goes on watching until it is truly off', async () => {
    world.weather.cut = 'does-nothing';
    await world.press();
    await world.pass(4900);
    expect(world.view.phase).toBe('verifying');
    await world.pass(200);
    expect(world.view).toMatchObject({ phase: 'still-up', stillUpWhy: 'not-off', confirmedAtMs: null });
    for (const name of world.up.keys()) world.up.set(name, false);
    await world.pass(200);
    expect(world.view).toMatchObject({ phase: 'cut-confirmed', stillUpWhy: null });
    expect(world.told).toEqual(['first', 'still-up', 'cut-confirmed']);
  });

  it('names the adapter that is still up', async () => {
    world.weather.cut = 'in-part';
    await world.press();
    await world.pass(6000);
    expect(world.view.adapters).toEqual([
      { name: 'eth0', state: 'down' },
      { name: 'wlan0', state: 'up' },
    ]);
  });

  it('claims nothing where the links cannot be read', async () => {
    world.weather.links = 'unreadable';
    await world.press();
    await world.pass(6000);
    expect(world.view).toMatchObject({ phase: 'still-up', stillUpWhy: 'not-readable', lastLook: 'unknown' });
  });

  it('says so where the network comes back by other hands', async () => {
    await world.press();
    world.up.set('eth0', true);
    await world.pass(1200);
    expect(world.view).toMatchObject({ phase: 'still-up', stillUpWhy: 'came-back', confirmedAtMs: null });
  });

  it.each(['hangs', 'rejects', 'throws'] as const)(
    'tells of the cable after 5 s where asking for the cut %s',
    async (cut) => {
      world.weather.cut = cut;
      await world.press();
      await world.pass(5100);
      expect(world.view.phase).toBe('still-up');
    },
  );
});

describe('what fails beside the way', () => {
  it('a page that cannot draw keeps nothing up', async () => {
    world.service.onChange(() => {
      throw new Error('no window');
    });
    await world.press();
    await world.pass(500);
    expect(world.view.phase).toBe('cut-confirmed');
  });
});

describe('a second press', () => {
  it('joins the open incident', async () => {
    await world.press();
    const { code } = world.view;
    await world.press();
    await world.pass(1000);
    await world.press('report-only');
    expect([world.view.code, cuts(), world.told.filter((part) => part === 'first')]).toEqual([code, 1, ['first']]);
  });

  it('cuts what was only to be reported', async () => {
    await world.press('report-only');
    await world.pass(2000);
    expect([world.view.phase, cuts()]).toEqual(['not-cut', 0]);
    await world.press();
    await world.pass(500);
    expect([world.view.phase, cuts()]).toEqual(['cut-confirmed', 1]);
  });

  it('tries again where the network is still up', async () => {
    world.weather.cut = 'does-nothing';
    await world.press();
    await world.pass(6000);
    world.weather.cut = 'works';
    await world.press();
    await world.pass(500);
    expect([world.view.phase, cuts()]).toEqual(['cut-confirmed', 2]);
  });

  it.each(['report-only', 'cut'] as const)('hours after a mere report is about something new: %s', async (want) => {
    await world.press('report-only');
    await world.pass(2000);
    const { code } = world.view;
    await world.pass(3 * 3_600_000);
    await world.press('report-only');
    expect(world.view.code).toBe(code);
    await world.pass(3_600_000);
    await world.press(want);
    await world.pass(2000);
    expect(world.view.code).not.toBe(code);
    expect([world.told.filter((part) => part === 'first').length, cuts()]).toEqual([2, want === 'cut' ? 1 : 0]);
  });

  it('after a person has answered the report is about something new, and the cut can still be undone', async () => {
    await world.press();
    await world.pass(1000);
    const { code, firstId } = world.view;
    world.service.noteAnswered('another');
    await world.settle();
    expect(world.view.joinsUntilMs).toBeNull();
    world.service.noteAnswered(firstId);
    await world.settle();
    await world.restart();
    await world.pass(1000);
    expect(world.view).toMatchObject({ code, joinsUntilMs: 0 });
    await world.press('report-only');
    await world.pass(2000);
    expect(world.view.code).not.toBe(code);
    expect(world.view.mayRestore).toBe(true);
    await world.service.restore(MISTAKE);
    await world.pass(1000);
    expect([world.view.phase, [...world.up.values()]]).toEqual(['restored', [true, true]]);
  });

  it('after restoring is about something new', async () => {
    await world.press();
    const { code } = world.view;
    await world.service.restore(MISTAKE);
    await world.pass(1000);
    await world.press();
    expect(world.view.code).not.toBe(code);
  });
});

describe('a remote session', () => {
  beforeEach(() => {
    world.remote = true;
  });

  it('gets ten seconds, report sent and code shown, before it is cut', async () => {
    await world.press();
    expect(world.view).toMatchObject({ phase: 'countdown', cutsAtMs: world.nowMs + 10_000 });
    await world.pass(9999);
    expect([cuts(), world.told]).toEqual([0, ['first']]);
    await world.pass(1);
    expect(cuts()).toBe(1);
  });

  it.each(['a double click', 'keys held down'])('keeps its ten seconds through %s, and its choice', async (how) => {
    await world.press();
    for (let again = how === 'a double click' ? 1 : 30; again > 0; again--) {
      await world.pass(200);
      await world.press();
    }
    expect([world.view.phase, cuts()]).toEqual(['countdown', 0]);
    await world.service.doNotCut();
    await world.pass(60_000);
    expect([world.view.phase, cuts()]).toEqual(['not-cut', 0]);
  });

  it('is cut ten seconds from the first press, however often it is pressed', async () => {
    await world.press();
    for (let again = 0; again < 9; again++) {
      await world.pass(1000);
      await world.press();
    }
    await world.pass(999);
    expect(cuts()).toBe(0);
    await world.pass(1);
    expect(cuts()).toBe(1);
  });

  it('keeps its ten seconds though a drill was being sent just before', async () => {
    await world.press('cut', true);
    world.settings.sendBeforeCutMs = 0;
    await world.press();
    await world.pass(9999);
    expect([world.view.phase, cuts()]).toEqual(['countdown', 0]);
  });

  it('is cut at once by a press at the PC itself', async () => {
    await world.press();
    world.remote = false;
    await world.press();
    expect(cuts()).toBe(1);
  });

  it('gets its ten seconds too where a crash came before the cut, hours ago', async () => {
    world.dies = { inOperations: 3, after: true };
    await world.press();
    world.nowMs += 86_400_000;
    await world.restart();
    expect(world.view.phase).toBe('interrupted');
    await world.press();
    expect([world.view.phase, cuts()]).toEqual(['countdown', 0]);
  });

  it('is cut at once on "cut now"', async () => {
    await world.press();
    await world.service.cutNow();
    await world.settle();
    expect(cuts()).toBe(1);
  });

  it('is not cut on "don’t cut", and the handler is told', async () => {
    await world.press();
    await world.service.doNotCut();
    await world.pass(60_000);
    expect([world.view.phase, cuts(), world.told]).toEqual(['not-cut', 0, ['first', 'not-cut']]);
  });
});

describe('a PC that only reports', () => {
  it('reports and cuts nothing, whatever is pressed', async () => {
    world.settings.cutMode = 'report-only';
    await world.press();
    await world.service.cutNow();
    await world.press();
    await world.pass(60_000);
    expect(world.view).toMatchObject({ phase: 'not-cut', mayCut: false, mayRestore: false });
    expect([cuts(), world.told]).toEqual([0, ['first']]);
    expect([...world.posted.values()][0]?.body).toMatchObject({ asked: 'report-only' });
  });
});

describe('a drill', () => {
  it('is marked, sent, timed and cuts nothing', async () => {
    await world.press('cut', true);
    await world.service.cutNow();
    await world.pass(60_000);
    expect(world.view).toMatchObject({ phase: 'drill-done', drill: true, drillTookMs: 0, mayRestore: false });
    expect([cuts(), [...world.posted.values()].every(({ body }) => body.drill)]).toEqual([0, true]);
  });

  it('gives way to a real press, and never disturbs a real incident', async () => {
    await world.press('cut', true);
    const { code } = world.view;
    await world.press();
    expect(world.view.drill).toBe(false);
    expect(world.view.code).not.toBe(code);
    await world.press('cut', true);
    await world.pass(1000);
    expect(world.view).toMatchObject({ drill: false, phase: 'cut-confirmed' });
  });
});
