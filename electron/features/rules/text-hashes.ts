import type { OfficialText, PackHashes } from '../../contract/rules.ts';
import { canonicalText } from '../../delivery/document.ts';
import { sha256Of } from '../../delivery/sha256.ts';

/** Of the whole official text, and of every article and clause in the order in which they are read. */
export function textHashes(text: OfficialText): Omit<PackHashes, 'pack'> {
  const clauses = text.articles
    .flatMap(({ clauses, ...article }) => [article, ...clauses])
    .map(({ id, label, text, deleted }) => ({ id, sha256: sha256Of(canonicalText({ id, label, text, deleted })) }));
  return { text: sha256Of(canonicalText(text)), clauses };
}
