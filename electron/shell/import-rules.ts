import { readFile, writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { type ImportProblem, RulesPack } from '../contract/rules.ts';
import { canonicalText } from '../delivery/document.ts';
import { packOf, WITHOUT_DATE } from '../features/rules/edition.ts';
import { decodeText, importOfficialText } from '../features/rules/import/official-text.ts';
import { readKeptEdition } from '../features/rules/kept-edition.ts';
import { builtInPack, clausesOf, hashesOf } from '../features/rules/pack.ts';
import type { ExitCode } from './status-report.ts';
import type { Translate } from './status-text.ts';

export interface ImportRulesParts {
  readonly file: string;
  readonly out: string;
  /** Of `--edition`, as given; null: the date of the last amendment. */
  readonly edition: string | null;
  readonly change: RulesPack['change'];
  /** Of `--rules-id`, as given: the rules that this text is an edition of, whatever its title is now. null: by the title. */
  readonly rulesId: string | null;
  /** Holds the edition kept from a managed address, whose words are carried over where it is of the same rules. */
  readonly folder: string;
  readonly t: Translate;
  /** Whole lines, without the line end. */
  readonly write: { readonly out: (text: string) => void; readonly err: (line: string) => void };
}

/**
 * Answers `--import-rules FILE --out PACK`: writes the canonical pack, whose very bytes are to be signed, and says what
 * it made. What could not be placed is said line by line as `FILE:LINE: why`; then nothing is written.
 */
export async function importRules(parts: ImportRulesParts): Promise<ExitCode> {
  const { file, out, folder, t, write } = parts;
  const edition = parts.edition === null ? null : Number(parts.edition);
  if (edition !== null && !(Number.isSafeInteger(edition) && edition > 0)) {
    write.err(t('cli:rules.badEdition', { value: parts.edition ?? '' }));
    return 2;
  }
  const { rulesId } = parts;
  if (rulesId !== null && !RulesPack.shape.rulesId.safeParse(rulesId).success) {
    write.err(t('cli:rules.badRulesId', { value: rulesId }));
    return 2;
  }
  if (resolve(file) === resolve(out)) {
    write.err(t('cli:rules.sameFile', { file }));
    return 2;
  }
  let bytes: Uint8Array;
  try {
    bytes = await readFile(file);
  } catch (error) {
    write.err(t('cli:rules.cannotRead', { file, detail: String(error) }));
    return 2;
  }
  const published = decodeText(bytes);
  const read = published === null ? null : importOfficialText(published);
  const refuse = (problems: readonly ImportProblem[]): ExitCode => {
    for (const { line, words, reason } of problems) {
      const why = t(`rules-import:${reason}`);
      write.err(words ? t('cli:rules.at', { file, line, words, why }) : t('cli:rules.atWhole', { file, line, why }));
    }
    write.err(t('cli:rules.nothingWritten', { out }));
    return 2;
  };
  if (!read?.ok) return refuse(read?.problems ?? [{ line: 0, words: '', reason: 'not-utf8' }]);
  const before = await editionBefore(folder, read.text.title, rulesId);
  const pack = packOf(read.text, before, { edition, change: parts.change, rulesId });
  if (!pack) return refuse([WITHOUT_DATE]);
  try {
    await writeFile(out, canonicalText(pack));
  } catch (error) {
    write.err(t('cli:rules.cannotWrite', { out, detail: String(error) }));
    return 2;
  }
  for (const { number, text } of read.leftOut) write.err(t('cli:rules.leftOut', { file, line: number, words: text }));
  if (isNeverTaken(pack, before)) write.err(t('cli:rules.kept', { edition: pack.edition, before: before.edition }));
  write.out(summaryOf(pack, out, t));
  return 0;
}

async function editionBefore(folder: string, title: string, rulesId: string | null): Promise<RulesPack> {
  const kept = readKeptEdition(folder, 'leave');
  if (kept.kind !== 'value') return builtInPack();
  const { pack } = kept.value;
  return (rulesId === null ? pack.text.title === title : pack.rulesId === rulesId) ? pack : builtInPack();
}

/** Each PC holds on to the edition that it has against an older number, or the same with other words. */
function isNeverTaken(pack: RulesPack, before: RulesPack): boolean {
  return (
    pack.rulesId === before.rulesId && pack.edition <= before.edition && hashesOf(pack).text !== hashesOf(before).text
  );
}

function summaryOf(pack: RulesPack, out: string, t: Translate): string {
  const { text, guide, edition, rulesId } = pack;
  const hashes = hashesOf(pack);
  const all = clausesOf(text);
  const without = all.filter(({ id, deleted }) => !deleted && !guide.clauses[id]).map(({ id }) => id);
  return [
    t('cli:rules.made', { out, title: text.title }),
    t('cli:rules.counts', { articles: text.articles.length, clauses: all.length - text.articles.length }),
    t('cli:rules.edition', { edition, rulesId }),
    t('cli:rules.packHash', { hash: hashes.pack }),
    t('cli:rules.textHash', { hash: hashes.text }),
    without.length > 0
      ? t('cli:rules.withoutWords', { count: without.length, list: without.join(' ') })
      : t('cli:rules.allWords'),
  ].join('\n');
}
