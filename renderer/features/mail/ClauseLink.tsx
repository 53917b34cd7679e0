import type { ClauseId } from '../../../electron/contract/rules.ts';
import { useWords } from '../../language.ts';

/** A clause, as people cite it, leading to its words. */
export function ClauseLink({ clause }: { readonly clause: ClauseId }) {
  const t = useWords();
  const [point = '', item = ''] = clause.split('.');
  return <a href={`#/rules/${clause}`}>{t('mail:clause', { point, item })}</a>;
}
