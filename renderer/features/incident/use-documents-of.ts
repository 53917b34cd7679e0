import { useCallback, useEffect } from 'react';
import { mainProcess } from '../../main-process.ts';
import { deliverySource } from '../../main-sources.ts';
import { useAnswer } from '../../use-answer.ts';
import { useMainState } from '../../use-main-state.ts';

/** An incident's documents as the outbox has them, read again whenever the outbox says that something changed. */
export function useDocumentsOf(firstId: string) {
  const ask = useCallback(() => mainProcess.delivery.about({ firstId }), [firstId]);
  const { state, again } = useAnswer(ask);
  const outbox = useMainState(deliverySource);
  useEffect(() => void deliverySource.load(), []);
  useEffect(() => again(), [outbox, again]);
  return state;
}
