import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { allRules, checkText, checkTree } from '../../walls/check.mjs';
import { type Planted, plantedFiles, unproved } from '../../walls/planted.mjs';

const planted = plantedFiles(fileURLToPath(new URL('../../walls/offenders', import.meta.url)));

const plant = (parts: Partial<Planted>): Planted => ({
  rule: 'dangers',
  path: 'electron/shell/window.ts',
  title: 'a planted file',
  text: 'export const answer = 42;\n',
  isInnocent: false,
  ...parts,
});

describe('a finding', () => {
  it('names the rule, the file, the line and the right way', () => {
    const text = "import { z } from 'zod';\n\nexport const a = z;\nimport { app } from 'electron';\n";
    expect(checkText('electron/contract/usage.ts', text)).toEqual([
      {
        rule: 'rooms',
        path: 'electron/contract/usage.ts',
        line: 4,
        found: 'an import of electron',
        instead: expect.stringContaining('this room may import electron/contract/, zod'),
      },
    ]);
  });

  it('is counted in lines also behind characters of several bytes', () => {
    const [finding] = checkText('electron/shell/log.ts', '// 網路上傳或下載流量 🙂🙂\n\neval("1");\n');
    expect(finding).toMatchObject({ rule: 'dangers', line: 3, found: 'eval' });
  });

  it('is not made of text that cannot be parsed: that is an error of its own', () => {
    expect(() => checkText('electron/shell/log.ts', 'import { from;')).toThrow(/electron\/shell\/log\.ts/);
  });
});

describe('the planted files', () => {
  it('are all judged rightly', () => {
    expect(unproved(planted, allRules)).toEqual([]);
  });

  it.each(allRules.map((rule) => rule.name))('miss the rule %s where it is taken away', (name) => {
    const others = allRules.filter((rule) => rule.name !== name);
    const missed = unproved(planted, others).filter((problem) => problem.includes(`not refused by ${name}`));
    expect(missed).toHaveLength(planted.filter((each) => each.rule === name && !each.isInnocent).length);
  });

  it('report an offender that its rule lets pass', () => {
    const problems = unproved([...planted, plant({ title: 'nothing wrong' })], allRules);
    expect(problems).toEqual([
      expect.stringContaining('"nothing wrong" (electron/shell/window.ts): not refused by dangers'),
    ]);
  });

  it('report an innocent that any rule refuses', () => {
    const text = "eval('1');\n";
    const problems = unproved([...planted, plant({ title: 'innocent: so it says', text, isInnocent: true })], allRules);
    expect(problems).toEqual([expect.stringContaining('refused by dangers for eval, line 1')]);
  });

  it('report a rule that nobody tries', () => {
    const withoutNames = planted.filter((each) => each.rule !== 'names');
    expect(unproved(withoutNames, allRules)).toEqual(['names: no planted offender', 'names: no planted innocent']);
  });
});

describe('the tree', () => {
  let root = '';
  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), 'walls-'));
    mkdirSync(join(root, 'electron/shell'), { recursive: true });
  });
  afterEach(() => rmSync(root, { recursive: true }));

  it('is read to its last folder, and only its sources', () => {
    writeFileSync(join(root, 'electron/main.ts'), "import './shell/log.ts';\n");
    writeFileSync(join(root, 'electron/shell/log.ts'), "import { ipcMain } from 'electron';\n");
    writeFileSync(join(root, 'electron/shell/notes.txt'), 'import { from;');
    const { files, findings } = checkTree(root, ['electron']);
    expect(files).toBe(2);
    expect(findings.map(({ rule, path }) => `${rule} ${path}`)).toEqual(['ipc electron/shell/log.ts']);
  });

  it('may hold no symbolic link, which would lead past the walls', () => {
    writeFileSync(join(root, 'electron/main.ts'), 'export {};\n');
    symlinkSync('../main.ts', join(root, 'electron/shell/main.ts'));
    expect(checkTree(root, ['electron']).findings).toEqual([
      expect.objectContaining({ path: 'electron/shell/main.ts', found: 'a symbolic link' }),
    ]);
  });
});
