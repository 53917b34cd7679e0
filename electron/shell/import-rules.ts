import { readFile, writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { RulesPack } from '../contract/rules.ts';
import { canonicalText } from '../delivery/document.ts';
import { packOf } from '../features/rules/edition.ts';
import { decodeText, importOfficialText } from '../features/rules/import/official-text.ts';
import type { ImportReason } from '../features/rules/import/problem.ts';
import { readKeptEdition } from '../features/rules/kept-edition.ts';
import { builtInPack, clausesOf, hashesOf } from '../features/rules/pack.ts';
import type { ExitCode } from './status-report.ts';
import type { Translate } from './status-text.ts';

export interface ImportRulesParts {
  readonly file: string;
  readonly out: string;
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
export async function importRules({ file, out, folder, t, write }: ImportRulesParts): Promise<ExitCode> {
  const refused = (line: number, reason: ImportReason | 'no-date', words: string) => {
    const why = t(`cli:rules.problem.${reason}`);
    write.err(words ? t('cli:rules.at', { file, line, words, why }) : t('cli:rules.atWhole', { file, line, why }));
  };
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
  if (!read?.ok) {
    if (read === null) refused(0, 'not-utf8', '');
    for (const { line, reason, words } of read?.problems ?? []) refused(line, reason, words);
    write.err(t('cli:rules.nothingWritten', { out }));
    return 2;
  }
  const before = await editionBefore(folder, read.text.title);
  const pack = packOf(read.text, before);
  if (!pack) {
    refused(1, 'no-date', read.text.title);
    write.err(t('cli:rules.nothingWritten', { out }));
    return 2;
  }
  try {
    await writeFile(out, canonicalText(pack));
  } catch (error) {
    write.err(t('cli:rules.cannotWrite', { out, detail: String(error) }));
    return 2;
  }
  for (const { number, text } of read.leftOut) write.err(t('cli:rules.leftOut', { file, line: number, words: text }));
  write.out(summaryOf(pack, out, t));
  return 0;
}

async function editionBefore(folder: string, title: string): Promise<RulesPack> {
  const kept = readKeptEdition(folder, 'leave');
  return kept.kind === 'value' && kept.value.pack.text.title === title ? kept.value.pack : builtInPack();
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
