import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Notice } from '../../../electron/contract/app.ts';
import { Notices } from '../../../electron/shell/notices.ts';
import { sayLedgerProblems } from '../../../electron/shell/say-problems.ts';

let folder: string;
let path: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'notices-'));
  path = join(folder, 'shell.json');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const closes: Notice = { kind: 'closes-to-tray', id: 'closes-to-tray' };

describe('notices', () => {
  it('says a one-time notice once, also after a restart', async () => {
    const first = new Notices(path, () => {});
    expect(first.sayOnce(closes)).toBe(true);
    expect(first.sayOnce(closes)).toBe(false);
    await vi.waitFor(() => expect(readFileSync(path, 'utf8')).toContain('closes-to-tray'));
    expect(new Notices(path, () => {}).sayOnce(closes)).toBe(false);
  });

  it('says a lasting loss at every start until it is dismissed, and then never again', async () => {
    const lost: Notice = { kind: 'incident-record-damaged', id: 'damaged:x', setAside: '/x', restoreCommand: 'on' };
    for (let start = 0; start < 2; start++) {
      const notices = new Notices(path, () => {});
      notices.sayUntilDismissed(lost);
      expect(notices.list()).toEqual([lost]);
    }
    const notices = new Notices(path, () => {});
    notices.sayUntilDismissed(lost);
    notices.dismiss(lost.id);
    expect(notices.list()).toEqual([]);
    await vi.waitFor(() => expect(readFileSync(path, 'utf8')).toContain(lost.id));
    const later = new Notices(path, () => {});
    later.sayUntilDismissed(lost);
    expect(later.list()).toEqual([]);
  });

  it('keeps what lasts up to date where it stands, and says no more of it once it is dismissed', () => {
    const told: Notice[][] = [];
    const notices = new Notices(path, (list) => told.push(list));
    const due = (daysLeft: number): Notice => ({ kind: 'acknowledgement-due', id: 'a', dueOn: '2026-12-31', daysLeft });
    notices.sayWhileItLasts(due(30));
    notices.say(closes);
    notices.sayWhileItLasts(due(29));
    notices.sayWhileItLasts(due(29));
    expect(notices.list()).toEqual([due(29), closes]);
    expect(told).toHaveLength(3);
    notices.dismiss('a');
    notices.sayWhileItLasts(due(28));
    expect(notices.list()).toEqual([closes]);
    notices.takeBack('a');
    notices.sayWhileItLasts(due(14));
    expect(notices.list()).toEqual([closes, due(14)]);
  });

  it('replaces a notice with the same id and tells the page of each change', () => {
    const told: Notice[][] = [];
    const notices = new Notices(path, (list) => told.push(list));
    notices.say({ kind: 'threshold', id: 'a', day: '2026-11-23', percent: 70 });
    notices.say({ kind: 'threshold', id: 'a', day: '2026-11-23', percent: 85 });
    notices.dismiss('a');
    expect(told.map((list) => list.length)).toEqual([1, 1, 0]);
  });

  it('drops what was said of a threshold once the day has turned or the cap was raised, and nothing else', () => {
    const told: Notice[][] = [];
    const notices = new Notices(path, (list) => told.push(list));
    const day = '2026-11-23';
    notices.say(closes);
    notices.say({ kind: 'threshold', id: '70', day, percent: 70 });
    notices.say({ kind: 'threshold', id: '100', day, percent: 100 });
    const ids = () => notices.list().map(({ id }) => id);
    notices.keepThresholds({ day, passedPercent: [70, 85, 100] });
    expect(told).toHaveLength(3);
    notices.keepThresholds({ day, passedPercent: [70] });
    expect(ids()).toEqual([closes.id, '70']);
    notices.keepThresholds({ day: '2026-11-24', passedPercent: [70] });
    expect(ids()).toEqual([closes.id]);
    expect(told).toHaveLength(5);
  });

  it('remembers that the first run is done', async () => {
    await new Notices(path, () => {}).finishFirstRun();
    expect(new Notices(path, () => {}).firstRunDone).toBe(true);
  });

  it('starts afresh over a damaged file, which is kept aside', () => {
    writeFileSync(path, '{"schema":1');
    expect(new Notices(path, () => {}).firstRunDone).toBe(false);
  });

  it('does without a file that cannot be read', () => {
    mkdirSync(path);
    const notices = new Notices(path, () => {});
    expect(notices.firstRunDone).toBe(false);
    expect(notices.sayOnce(closes)).toBe(true);
  });
});

const NO_TROUBLE = { setAside: null, problem: null };

describe('problems of the record', () => {
  it('are said while they last and taken back when they end', () => {
    const notices = new Notices(path, () => {});
    const usage = { recoveries: [], saveProblem: 'ENOSPC' as string | null, notesTrouble: NO_TROUBLE };
    sayLedgerProblems(usage, notices);
    sayLedgerProblems(usage, notices);
    expect(notices.list()).toEqual([{ kind: 'cannot-save', id: 'cannot-save', detail: 'ENOSPC' }]);
    usage.saveProblem = null;
    sayLedgerProblems(usage, notices);
    expect(notices.list()).toEqual([]);
  });

  it('stay away once dismissed, until they have ended and come back', () => {
    const notices = new Notices(path, () => {});
    const usage = { recoveries: [], saveProblem: 'ENOSPC' as string | null, notesTrouble: NO_TROUBLE };
    sayLedgerProblems(usage, notices);
    notices.dismiss('cannot-save');
    sayLedgerProblems(usage, notices);
    expect(notices.list()).toEqual([]);
    sayLedgerProblems({ ...usage, saveProblem: null }, notices);
    sayLedgerProblems(usage, notices);
    expect(notices.list()).toHaveLength(1);
  });

  it('of the notes are told from those of the record', () => {
    const notices = new Notices(path, () => {});
    const notesTrouble = { setAside: 'notes.json.damaged-1', problem: 'EACCES' };
    sayLedgerProblems({ recoveries: [], saveProblem: null, notesTrouble }, notices);
    expect(notices.list().map(({ kind }) => kind)).toEqual(['notes-recovered', 'notes-unreadable']);
  });

  it('name what was set aside, once', () => {
    const notices = new Notices(path, () => {});
    const recoveries = [{ setAside: 'days.jsonl.damaged-1', linesLost: 2 }];
    const usage = { recoveries, saveProblem: null, notesTrouble: NO_TROUBLE };
    sayLedgerProblems(usage, notices);
    notices.dismiss('recovered:days.jsonl.damaged-1');
    sayLedgerProblems(usage, notices);
    expect(notices.list()).toEqual([]);
  });
});
