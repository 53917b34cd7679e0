import { dialog } from 'electron';
import type { Words } from './words.ts';

export interface PageLostActions {
  readonly open: () => void;
  readonly quit: () => void;
}

/** In the order of the buttons; the first answers Return, the second Escape. */
const ANSWERS = ['open', 'stay', 'quit'] as const;

/** Says that the page cannot be kept up, that measuring goes on, and what can be done. The app runs on meanwhile. */
export async function sayPageLost(words: Words, actions: PageLostActions): Promise<void> {
  const { response } = await dialog.showMessageBox({
    type: 'error',
    title: words('shell:appName'),
    message: words('shell:pageLost.message'),
    detail: words('shell:pageLost.detail'),
    buttons: ANSWERS.map((answer) => words(`shell:pageLost.${answer}`)),
    defaultId: ANSWERS.indexOf('open'),
    cancelId: ANSWERS.indexOf('stay'),
    noLink: true,
  });
  const answer = ANSWERS[response];
  if (answer === 'open') actions.open();
  if (answer === 'quit') actions.quit();
}
