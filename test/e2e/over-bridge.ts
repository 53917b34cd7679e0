import { readFileSync } from 'node:fs';
import type { Page } from '@playwright/test';
import type { BridgedApi } from '../../electron/contract/ipc.ts';
import { RulesPack } from '../../electron/contract/rules.ts';

const asset = (name: string) =>
  JSON.parse(readFileSync(new URL(`../../assets/rules/${name}`, import.meta.url), 'utf8')) as unknown;
export const BUILT_IN = RulesPack.parse({
  schema: 1,
  rulesId: 'taoyuan-network-use',
  edition: 20240207,
  change: 'major',
  text: asset('text.json'),
  guide: asset('guide.json'),
});
export const AMENDED_CLAUSE = '4.14';

/** The next edition, in which one clause says something else. */
export const AMENDED: RulesPack = {
  ...BUILT_IN,
  edition: 20270101,
  text: {
    ...BUILT_IN.text,
    articles: BUILT_IN.text.articles.map((article) => ({
      ...article,
      clauses: article.clauses.map((clause) =>
        clause.id === AMENDED_CLAUSE ? { ...clause, text: clause.text.replace('一GB', '二GB') } : clause,
      ),
    })),
  },
};

/** Asks the managed address now. */
export const takeEdition = (page: Page) =>
  page.evaluate(() => (window as unknown as { api: BridgedApi }).api.rules.checkNow());

/** Number and edition of each, newest first. */
export const receiptsOf = (page: Page) =>
  page.evaluate(async () => {
    const answer = await (window as unknown as { api: BridgedApi }).api.acknowledgement.receipts();
    return answer.ok ? answer.value.map(({ number, edition }) => [number, edition]) : answer.error;
  });

/** A whole acknowledgement, or all but its signature, through the bridge: its pages have a test of their own. */
export async function signOverBridge(page: Page, { upTo }: { upTo: 'reading' | 'signature' } = { upTo: 'signature' }) {
  await page.evaluate(
    async ({ questions, isSigned }) => {
      const { acknowledgement } = (window as unknown as { api: BridgedApi }).api;
      const must = <T>(answer: { ok: true; value: T } | { ok: false; error: unknown }): T => {
        if (!answer.ok) throw new Error(JSON.stringify(answer.error));
        return answer.value;
      };
      must(await acknowledgement.begin());
      const { progress } = must(await acknowledgement.view());
      for (const { article } of progress?.sections ?? []) must(await acknowledgement.readSection({ article }));
      for (const { id, right } of questions) must(await acknowledgement.answer({ question: id, choice: right }));
      if (!isSigned) return;
      const consent = must(await acknowledgement.consent({ language: 'zh-TW' }));
      must(await acknowledgement.sign({ language: 'zh-TW', name: '王小明', employeeNumber: 'A12345', consent }));
    },
    {
      questions: BUILT_IN.guide.questions.map(({ id, answers }) => ({
        id,
        right: answers.findIndex(({ right }) => right),
      })),
      isSigned: upTo === 'signature',
    },
  );
}
