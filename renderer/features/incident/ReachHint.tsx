import { useWords } from '../../language.ts';
import { mainProcess } from '../../main-process.ts';
import { useAnswer } from '../../use-answer.ts';

/** What a press will not be able to do, said before it is needed; nothing where it will do all. */
export function ReachHint() {
  const t = useWords();
  const { state } = useAnswer(mainProcess.incident.reach);
  if (state.kind === 'waiting') return null;
  const { answer, outOfReach } =
    state.kind === 'value' ? state.value : { answer: 'unknown' as const, outOfReach: null };
  if (answer !== 'yes') return <p role="note">{t(`incident-page:reach.${answer}`)}</p>;
  if (!outOfReach || outOfReach.length === 0) return null;
  return <p role="note">{t('incident-page:reach.stays', { adapters: outOfReach.join(' / ') })}</p>;
}
