import type { AcknowledgementView, Progress } from '../../../electron/contract/acknowledgement.ts';
import type { ClauseId } from '../../../electron/contract/rules.ts';

/** In the order in which a person meets them. */
const FLOW_STEPS = ['changes', 'reading', 'questions', 'signing'] as const;
export type FlowStep = (typeof FLOW_STEPS)[number];

/** Whoever signed an earlier edition sees first what changed since. */
export function stepsOf(progress: Progress, last: AcknowledgementView['last']): readonly FlowStep[] {
  const isAmended = last !== null && last.edition !== progress.edition;
  return isAmended ? FLOW_STEPS : FLOW_STEPS.filter((step) => step !== 'changes');
}

/** What comes next. It follows from what is done, so that it is the same after any interruption. */
export function stepOf({ changesSeen, questions, sections }: Progress): FlowStep {
  if (!changesSeen) return 'changes';
  if (sections.some(({ read }) => !read)) return 'reading';
  return questions.some(({ state }) => state !== 'done') ? 'questions' : 'signing';
}

export const countRead = ({ sections }: Progress): number => sections.filter(({ read }) => read).length;
export const countAnswered = ({ questions }: Progress): number =>
  questions.filter(({ state }) => state === 'done').length;

/** The first section not read yet after that one, and then from the start; null: all are read. */
export function nextUnread({ sections }: Progress, after: ClauseId | null = null): ClauseId | null {
  const at = sections.findIndex(({ article }) => article === after) + 1;
  const round = [...sections.slice(at), ...sections.slice(0, at)];
  return round.find(({ read }) => !read)?.article ?? null;
}

/** Those asked again wait until the others are done; null: all are answered. */
export function nextQuestion({ questions }: Progress): string | null {
  const waiting = questions.find(({ state }) => state === 'open') ?? questions.find(({ state }) => state === 'again');
  return waiting?.id ?? null;
}
