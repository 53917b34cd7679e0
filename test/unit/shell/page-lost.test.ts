import { expect, it, vi } from 'vitest';
import { wordsIn } from '../../../electron/shell/words.ts';

const showMessageBox = vi.fn();
vi.mock('electron', () => ({ dialog: { showMessageBox } }));
const { sayPageLost } = await import('../../../electron/shell/page-lost.ts');

for (const language of ['zh-TW', 'en'] as const) {
  it(`says in ${language} what can be done about a lost page, and does what is chosen`, async () => {
    const done: string[] = [];
    const actions = { open: () => done.push('open'), quit: () => done.push('quit') };
    for (const response of [0, 1, 2]) {
      showMessageBox.mockResolvedValueOnce({ response });
      await sayPageLost(wordsIn(language), actions);
    }
    expect(done).toEqual(['open', 'quit']);
    const [said] = showMessageBox.mock.lastCall ?? [];
    for (const text of [said.title, said.message, said.detail, ...said.buttons])
      expect(text).not.toMatch(/pageLost|appName/);
    expect(new Set(said.buttons).size).toBe(3);
    // Escape neither ends the measuring nor opens what crashes.
    expect(said.cancelId).toBe(1);
  });
}
