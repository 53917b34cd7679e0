import { mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { IncidentView } from '../../../../electron/contract/incident.ts';
import { ContactFile } from '../../../../electron/features/incident/contact-file.ts';
import { IncidentHistory } from '../../../../electron/features/incident/history.ts';
import { SCENES } from '../../../fixtures/incident-scenes.ts';

const CARD = { unit: '秘書室', floor: '5 樓', extension: '123', callBackNumber: '' };
let folder = '';
const log = vi.fn();
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'citynet-kept-'));
  log.mockClear();
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const viewOf = (changed: Partial<IncidentView>): IncidentView => {
  const { view } = SCENES.notCut;
  if (!view) throw new Error('the scene has no incident');
  return { ...view, ...changed };
};
const written = () => JSON.parse(readFileSync(join(folder, 'incident-history.json'), 'utf8')).incidents;

describe('the history of reports', () => {
  it('keeps each incident once, as it ended, the newest first, over a restart', async () => {
    const history = new IncidentHistory(folder, log);
    history.note(viewOf({ firstId: 'A', clickedAtMs: 1, phase: 'saving' }));
    history.note(viewOf({ firstId: 'B', clickedAtMs: 2, phase: 'saving', drill: true }));
    history.note(viewOf({ firstId: 'A', clickedAtMs: 1, phase: 'restored' }));
    history.note(viewOf({ firstId: 'A', clickedAtMs: 1, phase: 'closed', falseAlarm: true }));
    await vi.waitFor(() => expect(written()[1]).toMatchObject({ firstId: 'A', phase: 'restored', falseAlarm: true }));
    const again = new IncidentHistory(folder, log);
    expect(again.list().map(({ firstId, phase }) => [firstId, phase])).toEqual([
      ['B', 'saving'],
      ['A', 'restored'],
    ]);
    expect(again.list()[1]?.falseAlarm).toBe(true);
    expect(again.lastDrillAtMs).toBe(2);
  });

  it('knows no drill where only real incidents were', () => {
    const history = new IncidentHistory(folder, log);
    history.note(viewOf({ firstId: 'A' }));
    expect(history.lastDrillAtMs).toBeNull();
  });

  it('sets a damaged file aside, says so, and begins anew', () => {
    writeFileSync(join(folder, 'incident-history.json'), '{"schema":1');
    expect(new IncidentHistory(folder, log).list()).toEqual([]);
    expect(log).toHaveBeenCalledOnce();
    expect(readdirSync(folder).join()).toContain('.damaged-');
  });
});

describe('the contact card', () => {
  it('is null until filled in, and is there after a restart', async () => {
    const file = new ContactFile(folder, log);
    expect(file.read()).toBeNull();
    await file.write(CARD);
    expect(file.read()).toEqual(CARD);
    expect(new ContactFile(folder, log).read()).toEqual(CARD);
  });

  it('stays as it was where the disk refuses, and says so to whoever saved it', async () => {
    writeFileSync(join(folder, 'no-folder'), '');
    const file = new ContactFile(join(folder, 'no-folder'), log);
    await expect(file.write(CARD)).rejects.toThrow(/ENOTDIR|EEXIST/);
    expect(file.read()).toBeNull();
  });
});
