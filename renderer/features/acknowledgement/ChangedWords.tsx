import type { ClauseChange } from '../../../electron/contract/rules.ts';
import { useWords } from '../../language.ts';
import styles from './ChangedWords.module.css';

/** The official words as they were and are: struck through and underlined, and so named to those who listen. */
export function ChangedWords({ change }: { readonly change: ClauseChange }) {
  const t = useWords();
  const runs =
    change.kind === 'changed'
      ? change.runs
      : [{ kind: change.kind === 'renumbered' ? ('same' as const) : change.kind, text: change.text }];
  return (
    <blockquote className={styles.words} lang="zh-TW">
      <span>{change.label}</span>
      {runs.map(({ kind, text }, at) => {
        if (kind === 'same') return <span key={at}>{text}</span>;
        const Mark = kind === 'added' ? 'ins' : 'del';
        return (
          <Mark key={at}>
            <span className="visuallyHidden">{t(`acknowledgement-page:changes.spoken.${kind}`)}</span>
            {text}
          </Mark>
        );
      })}
    </blockquote>
  );
}
