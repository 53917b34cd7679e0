import { describe, expect, it, vi } from 'vitest';
import type { Claim } from '../../../electron/contract/acknowledgement.ts';
import { signedChain } from '../features/rules/acknowledgement/signed-chain.ts';

vi.mock('electron', () => ({}));
const { receiptPage } = await import('../../../electron/shell/receipt-page.ts');

function drawn(claim: Partial<Claim>): string {
  const [receipt] = signedChain({ length: 1, claim });
  if (!receipt) throw new Error('no receipt');
  return receiptPage(receipt);
}
const consent = (language: 'zh-TW' | 'en') => ({ language, statement: 's', privacyNotice: 'p', basis: null });

describe('a receipt on paper', () => {
  it('of a whole reading says that every section was read and every question answered', () => {
    const page = drawn({ readingScope: 'whole', questionsCompleted: 16 });
    for (const said of ['全文', '16 題均已作答完畢', '規範全文已逐節標示讀畢', '情境題已全部答對'])
      expect(page).toContain(said);
    expect(page).not.toContain('前次確認後有變更之處');
  });

  it('of a reading of the changes claims no more than those, and no answers where nothing was asked', () => {
    const page = drawn({ readingScope: 'changes', questionsCompleted: 0 });
    for (const said of ['前次確認後有變更之處', '這次沒有情境題', '其餘各節這次未再標示']) expect(page).toContain(said);
    for (const claimed of ['規範全文已逐節標示讀畢', '情境題已全部答對', '0 題']) expect(page).not.toContain(claimed);
  });

  it.each(['zh-TW', 'en'] as const)('has all its words in %s', (language) => {
    for (const readingScope of ['whole', 'changes'] as const)
      for (const questionsCompleted of [0, 3])
        expect(drawn({ readingScope, questionsCompleted, consent: consent(language) })).not.toMatch(
          /\{\{|undefined|>pdf\.|數位簽章/,
        );
  });
});
