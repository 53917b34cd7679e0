import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { RulesPack } from '../contract/rules.ts';
import type { RulesSettings } from '../contract/settings.ts';
import type { EditionAsked } from '../features/rules/acknowledgement/roster/missing.ts';
import { stateFile } from '../features/rules/acknowledgement/state.ts';
import { readEdition } from '../features/rules/edition.ts';
import { isInForce, readKeptEdition } from '../features/rules/kept-edition.ts';
import { builtInPack, hashesOf } from '../features/rules/pack.ts';

/**
 * The edition in force as the app on this PC has it, with the newest major one that it saw. Only reads: the app may be
 * running on that folder.
 */
export async function editionHere(folder: string, settings: RulesSettings): Promise<EditionAsked> {
  const builtIn = await builtInPack();
  const kept = readKeptEdition(join(folder, 'rules'), 'leave');
  const pack = kept.kind === 'value' && isInForce(kept.value, builtIn, settings) ? kept.value.pack : builtIn;
  const state = stateFile(join(folder, 'acknowledgement'), 'leave').read();
  return asked(pack, state.kind === 'value' ? state.value.seenMajor : null);
}

/**
 * The newest of the editions that those files hold, packs or texts as published; the others tell which were major.
 * Rejects where one cannot be read, is neither, or is of other rules than the first.
 */
export async function editionFrom(files: readonly string[]): Promise<EditionAsked> {
  const builtIn = await builtInPack();
  const packs: RulesPack[] = [];
  for (const file of files) {
    const read = readEdition(await readFile(file), builtIn);
    if (read.kind === 'not-understood') throw new Error(`${file}: ${read.detail}`);
    const [first = read.pack] = packs;
    if (read.pack.rulesId !== first.rulesId) throw new Error(`${file}: ${read.pack.rulesId} ≠ ${first.rulesId}`);
    packs.push(read.pack);
  }
  const [newest] = packs.toSorted((one, other) => other.edition - one.edition);
  const majors = packs.filter(({ change }) => change === 'major').map(({ edition }) => edition);
  return asked(newest ?? builtIn, majors.length === 0 ? null : Math.max(...majors));
}

/** A major edition that came after the one asked for says nothing of it. */
function asked(pack: RulesPack, lastMajor: number | null): EditionAsked {
  const isBefore = lastMajor !== null && lastMajor <= pack.edition;
  return { pack, textSha256: hashesOf(pack).text, lastMajor: isBefore ? lastMajor : null };
}
