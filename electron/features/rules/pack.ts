import type { Clause, OfficialText, PackHashes, RulesPack } from '../../contract/rules.ts';
import { canonicalText } from '../../delivery/document.ts';
import { sha256Of } from '../../delivery/sha256.ts';

/** The city's rules as they came with the app, put together from assets/rules/. Loaded late: no start waits for it. */
export async function builtInPack(): Promise<RulesPack> {
  const [{ RulesPack }, { default: text }, { default: guide }] = await Promise.all([
    import('../../contract/rules.ts'),
    import('../../../assets/rules/text.json'),
    import('../../../assets/rules/guide.json'),
  ]);
  return RulesPack.parse({
    schema: 1,
    rulesId: 'taoyuan-network-use',
    edition: 20240207,
    change: 'major',
    text,
    guide,
  });
}

/** All that is numbered, in the text's order: each article, then its clauses. */
export function clausesOf(text: OfficialText): Clause[] {
  return text.articles.flatMap(({ clauses, ...article }) => [article, ...clauses]);
}

/** SHA-256 of the canonical form (RFC 8785) of one clause: its id, label, text, and whether it is deleted. */
export function clauseHash({ id, label, text, deleted }: Clause): string {
  return sha256Of(canonicalText({ id, label, text, deleted }));
}

/** SHA-256 of the canonical form (RFC 8785) of the whole, of the official text, and of each clause. */
export function hashesOf(pack: RulesPack): PackHashes {
  return { pack: sha256Of(canonicalText(pack)), ...textHashes(pack.text) };
}

/** As above, of a text that stands alone, as in a receipt. */
export function textHashes(text: OfficialText): Omit<PackHashes, 'pack'> {
  return {
    text: sha256Of(canonicalText(text)),
    clauses: clausesOf(text).map((clause) => ({ id: clause.id, sha256: clauseHash(clause) })),
  };
}
