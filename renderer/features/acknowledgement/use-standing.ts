import { useEffect } from 'react';
import { useFigures, useWords } from '../../language.ts';
import { acknowledgementSource } from '../../main-sources.ts';
import { useMainValue } from '../../use-main-state.ts';
import { type Standing, standingOf } from './standing.ts';

/** What this person owes, with its sentence; null while main has not said, or cannot. */
export function useStanding(): { readonly standing: Standing; readonly sentence: string } | null {
  const t = useWords();
  const figures = useFigures();
  const view = useMainValue(acknowledgementSource);
  useEffect(() => void acknowledgementSource.load(), []);
  if (!view) return null;
  const standing = standingOf(view);
  const { dueOn, daysLeft } = view.duty;
  const values = {
    due: dueOn ? figures.day(dueOn) : '',
    days: Math.abs(daysLeft ?? 0),
    signed: view.last ? figures.day(view.last.signedAt.slice(0, 10)) : '',
  };
  return { standing, sentence: t(`acknowledgement-page:standing.${standing}`, values) };
}
