import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it, vi } from 'vitest';
import { saveAs } from '../../../electron/shell/save-as.ts';

const folder = mkdtempSync(join(tmpdir(), 'save-as-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

let answered: string | undefined;
vi.mock('electron', () => ({
  app: { getPath: () => '/documents' },
  BrowserWindow: { getFocusedWindow: () => null },
  dialog: { showSaveDialog: async () => ({ canceled: answered === undefined, filePath: answered }) },
}));

const save = (path: string | undefined) => {
  answered = path;
  return saveAs({ title: '', fileName: 'a.pdf', filter: '', ending: 'pdf' }, () => 'new');
};

it('adds the ending that the dialog leaves off, and never writes over a file that nobody was asked about', async () => {
  expect(await save(join(folder, '摘要'))).toEqual({ fileName: '摘要.pdf' });
  expect(await save(join(folder, 'B.PDF'))).toEqual({ fileName: 'B.PDF' });
  writeFileSync(join(folder, 'mine.pdf'), 'mine');
  await expect(save(join(folder, 'mine'))).rejects.toMatchObject({ code: 'cannot-save' });
  expect(readFileSync(join(folder, 'mine.pdf'), 'utf8')).toBe('mine');
  expect(await save(join(folder, 'mine.pdf'))).toEqual({ fileName: 'mine.pdf' });
  expect(readFileSync(join(folder, 'mine.pdf'), 'utf8')).toBe('new');
});

it('writes nothing where the dialog was closed', async () => {
  expect(await save(undefined)).toBeNull();
});
