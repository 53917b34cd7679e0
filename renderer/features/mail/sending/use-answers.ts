import { useRef, useState } from 'react';
import type { MailAnswers } from '../../../../electron/contract/mail.ts';
import { type CallFailure, mainProcess } from '../../../main-process.ts';
import { useAsking } from '../../../use-asking.ts';

export type Answer = MailAnswers['classified'];

export interface Answering {
  readonly answers: MailAnswers;
  readonly give: (changed: Partial<MailAnswers>) => void;
  /** Main has forgotten them; so does the page. */
  readonly forget: () => void;
  readonly failure: CallFailure | null;
}

/**
 * The answers as the person sees them. Each call carries all of them, so the next builds on what was last given and
 * not on what main has told so far: two quick answers would else undo one another.
 */
export function useAnswers(told: MailAnswers): Answering {
  const [given, setGiven] = useState<MailAnswers | null>(null);
  const latest = useRef(given);
  const { ask, failure } = useAsking();

  function become(next: MailAnswers | null): void {
    latest.current = next;
    setGiven(next);
  }
  async function give(changed: Partial<MailAnswers>): Promise<void> {
    const next = { ...(latest.current ?? told), ...changed };
    become(next);
    // What main did not take must not look answered.
    if (!(await ask(() => mainProcess.mail.setAnswers(next)))) become(null);
  }
  return { answers: given ?? told, give: (changed) => void give(changed), forget: () => become(null), failure };
}
