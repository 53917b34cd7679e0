import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { RulesPack } from '../../../electron/contract/rules.ts';
import { canonicalText } from '../../../electron/delivery/document.ts';
import { freshState, stateFile } from '../../../electron/features/rules/acknowledgement/state.ts';
import { writeKeptEdition } from '../../../electron/features/rules/kept-edition.ts';
import { hashesOf } from '../../../electron/features/rules/pack.ts';
import { editionFrom, editionHere } from '../../../electron/shell/roster-edition.ts';
import { smallPack } from '../features/rules/acknowledgement/small-pack.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'edition-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const NO_ADDRESS = { url: null, publicKey: null, signatureUrl: null, checkHours: 24 };
const keep = (pack: RulesPack) =>
  writeKeptEdition(join(folder, 'rules'), {
    schema: 1,
    address: 'https://rules.example/pack.json',
    etag: null,
    checkedAtMs: 1,
    sha256: hashesOf(pack).pack,
    pack,
    from: 'pack',
    signed: null,
  });
const fileOf = (name: string, pack: RulesPack) => {
  writeFileSync(join(folder, name), canonicalText(pack));
  return join(folder, name);
};
const older = smallPack();
const minor = smallPack({ edition: 20250101, change: 'minor', firstClause: '不得私接網路線。' });

describe('the edition in force on this PC', () => {
  it('is the kept one, but not where a key is pinned that has not signed it: as in the app', async () => {
    await keep(older);
    expect((await editionHere(folder, NO_ADDRESS)).pack.rulesId).toBe('small-rules');
    const pinned = { ...NO_ADDRESS, publicKey: `${'A'.repeat(42)}A=` };
    expect((await editionHere(folder, pinned)).pack.rulesId).toBe('taoyuan-network-use');
  });

  it('comes with the newest major one that the app saw before it', async () => {
    await keep(minor);
    mkdirSync(join(folder, 'acknowledgement'), { recursive: true });
    const state = stateFile(join(folder, 'acknowledgement'));
    const seen = async (seenMajor: number) => {
      await state.write({ ...freshState(1), seenMajor });
      return (await editionHere(folder, NO_ADDRESS)).lastMajor;
    };
    expect(await seen(20240701)).toBe(20240701);
    expect(await seen(20260101)).toBeNull();
  });
});

describe('an edition named by files', () => {
  it('is the newest of them, and the others tell which was the last major one', async () => {
    const asked = await editionFrom([fileOf('new.json', minor), fileOf('old.json', older)]);
    expect([asked.pack.edition, asked.lastMajor]).toEqual([20250101, 20240207]);
    expect(asked.textSha256).toBe(hashesOf(minor).text);
    expect((await editionFrom([fileOf('new.json', minor)])).lastMajor).toBeNull();
  });

  it('is refused where a file is none, or of other rules', async () => {
    writeFileSync(join(folder, 'none.json'), '{}');
    await expect(editionFrom([join(folder, 'none.json')])).rejects.toThrow('none.json');
    const other = fileOf('other.json', smallPack({ rulesId: 'other-rules' }));
    await expect(editionFrom([fileOf('old.json', older), other])).rejects.toThrow('other-rules ≠ small-rules');
    await expect(editionFrom([join(folder, 'nowhere.json')])).rejects.toThrow('ENOENT');
  });
});
