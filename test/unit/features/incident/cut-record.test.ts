import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type CutRecord, CutRecordFile, claimOf } from '../../../../electron/features/incident/cut-record.ts';
import type { AdapterLink, CutAttempt } from '../../../../electron/platform/platform.ts';

let folder = '';
let path = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'citynet-cut-'));
  path = join(folder, 'incident', 'cut.json');
});
afterEach(() => rmSync(folder, { recursive: true }));

const START = {
  code: 'K7M-4Q2',
  drill: false,
  accountName: 'wang',
  machineName: 'PC-0501',
  askedAtMs: 1_795_000_000_000,
  upBefore: [{ key: 'mac@pci', name: 'enp1s0' }],
};
const ATTEMPT: CutAttempt = {
  ways: [{ way: 'network-manager', outcome: 'asked', detail: '', adapters: [], tookMs: 8.2 }],
  unmanaged: ['wild0'],
  undo: { linksSetDown: ['wild0'], wirelessLeft: [] },
};

describe('the record of a cut', () => {
  it('is on disk, whole, when begin resolves', async () => {
    await new CutRecordFile(path).begin(START);
    const again = new CutRecordFile(path);
    expect(again.record).toEqual({ schema: 1, ...START, attempt: null, confirmedOffAtMs: null, restore: null });
    expect(again.problem).toBeNull();
  });

  it('survives a restart after each step', async () => {
    const file = new CutRecordFile(path);
    expect(file.record).toBeNull();
    await file.begin(START);
    await file.update({ attempt: ATTEMPT });
    expect(new CutRecordFile(path).record?.attempt).toEqual(ATTEMPT);
    await file.update({ confirmedOffAtMs: START.askedAtMs + 60 });
    const restore = {
      askedAtMs: START.askedAtMs + 9_000,
      reason: { kind: 'mistake' as const },
      attempt: ATTEMPT,
      confirmedAtMs: null,
      notBack: ['enp1s0'],
    };
    await new CutRecordFile(path).update({ restore });
    expect(new CutRecordFile(path).record).toMatchObject({ confirmedOffAtMs: START.askedAtMs + 60, restore });
  });

  it('holds the last of several changes made at once', async () => {
    const file = new CutRecordFile(path);
    await Promise.all([
      file.begin(START),
      file.update({ attempt: ATTEMPT }),
      file.update({ confirmedOffAtMs: START.askedAtMs + 1 }),
    ]);
    expect(new CutRecordFile(path).record).toEqual(file.record);
    expect(file.record).toMatchObject({ attempt: ATTEMPT, confirmedOffAtMs: START.askedAtMs + 1 });
  });

  it('stands in memory where the disk refuses it, and the refusal is told', async () => {
    const file = new CutRecordFile(path);
    // A folder stands where the file should.
    mkdirSync(path, { recursive: true });
    await expect(file.begin(START)).rejects.toThrow(/EISDIR|ENOTEMPTY|EEXIST/);
    expect(file.record?.code).toBe(START.code);
  });

  it('of another shape is set aside and told, never taken for "no cut was made"', () => {
    mkdirSync(join(folder, 'incident'));
    writeFileSync(path, '{"schema":1,"code":');
    const file = new CutRecordFile(path);
    expect(file.record).toBeNull();
    expect(file.problem?.setAside).toContain('cut.json.damaged-');
    expect(readFileSync(file.problem?.setAside ?? '', 'utf8')).toBe('{"schema":1,"code":');
    expect(readdirSync(join(folder, 'incident'))).toHaveLength(1);
  });

  it('cannot be added to before it was begun', () => {
    expect(() => new CutRecordFile(path).update({ attempt: ATTEMPT })).toThrow('There is no cut');
  });
});

describe('whose cut it is', () => {
  const link = (key: string, state: AdapterLink['state'], physical = true): AdapterLink => ({
    key,
    name: key,
    kind: 'ethernet',
    physical,
    state,
    rxBytes: 0,
    txBytes: 0,
  });
  const links = (...value: AdapterLink[]) => ({ ok: true, value }) as const;
  const record = (parts: Partial<CutRecord> = {}): CutRecord => ({
    schema: 1,
    ...START,
    attempt: ATTEMPT,
    confirmedOffAtMs: START.askedAtMs + 60,
    restore: null,
    ...parts,
  });
  const restored = (confirmedAtMs: number | null) =>
    record({
      restore: {
        askedAtMs: START.askedAtMs + 1,
        reason: { kind: 'mistake' },
        attempt: ATTEMPT,
        confirmedAtMs,
        notBack: [],
      },
    });

  it('is ours while what we took down is down, or has been removed', () => {
    expect(claimOf(record(), links(link('mac@pci', 'down')))).toBe('ours');
    expect(claimOf(record(), links())).toBe('ours');
  });

  it('is ours where the app ended before it knew what became of the cut', () => {
    expect(claimOf(record({ attempt: null, confirmedOffAtMs: null }), links(link('mac@pci', 'down')))).toBe('ours');
  });

  it('is ours until restoring is confirmed', () => {
    expect(claimOf(restored(null), links(link('mac@pci', 'down')))).toBe('ours');
    expect(claimOf(restored(START.askedAtMs + 5_000), links(link('mac@pci', 'down')))).toBe('not-ours');
  });

  it('ended elsewhere where all is up again without us', () => {
    expect(claimOf(record(), links(link('mac@pci', 'up')))).toBe('ended-elsewhere');
  });

  it('never stood where it was never confirmed and all is up', () => {
    expect(claimOf(record({ confirmedOffAtMs: null }), links(link('mac@pci', 'up')))).toBe('none');
  });

  it('is not ours without a record, or after a drill', () => {
    expect(claimOf(null, links(link('mac@pci', 'down')))).toBe('not-ours');
    expect(claimOf(record({ drill: true }), links(link('mac@pci', 'down')))).toBe('not-ours');
  });

  it('is nobody’s where the network is up, whatever virtual adapters say', () => {
    expect(claimOf(null, links(link('mac@pci', 'up'), link('vpn', 'down', false)))).toBe('none');
  });

  it('is not known where the links do not tell', () => {
    expect(claimOf(record(), { ok: false, detail: 'EIO' })).toBe('unknown');
    expect(claimOf(null, links(link('mac@pci', 'unknown')))).toBe('unknown');
    expect(claimOf(null, links(link('vpn', 'down', false)))).toBe('unknown');
  });
});
