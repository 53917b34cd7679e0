import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { setAsideRecords } from '../../../../electron/features/incident/set-aside-records.ts';
import { stateFile } from '../../../../electron/features/incident/state-file.ts';

const folder = mkdtempSync(join(tmpdir(), 'records-'));
const path = join(folder, 'incident.json');
afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe('a state that cannot be understood', () => {
  it.each([
    ['cut short', '{"schema":1,"phase":"cut-con'],
    ['of another schema', '{"schema":7}'],
    ['empty', ''],
  ])('is kept aside, whole, and found again by a later start: %s', (_what, text) => {
    mkdirSync(folder, { recursive: true });
    writeFileSync(path, text);
    expect(stateFile(folder).read().kind).toBe('damaged');
    expect(stateFile(folder).read().kind).toBe('absent');
    const kept = setAsideRecords(folder);
    expect(kept).toHaveLength(1);
    expect(readFileSync(kept[0] ?? '', 'utf8')).toBe(text);
  });

  it('is told apart from none at all, and from a folder that cannot be listed', () => {
    expect(setAsideRecords(join(folder, 'never'))).toEqual([]);
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, 'file'), '');
    expect(() => setAsideRecords(join(folder, 'file'))).toThrow('ENOTDIR');
  });
});
