import type { Clause } from '../../../electron/contract/rules.ts';
import { useWords } from '../../language.ts';
import { markTerms } from './folded-text.ts';
import styles from './OfficialWords.module.css';

interface Props {
  readonly clause: Pick<Clause, 'label' | 'text' | 'deleted'>;
  /** Terms to mark. */
  readonly marks?: readonly string[];
}

/** The official wording, letter for letter, in a frame of its own that nothing of ours ever has. */
export function OfficialWords({ clause: { label, text, deleted }, marks = [] }: Props) {
  const t = useWords();
  return (
    <figure className={styles.official}>
      <figcaption className={styles.seal}>{t('rules-page:official')}</figcaption>
      <blockquote className={styles.words} lang="zh-TW">
        <span>{label}</span>
        <Marked text={text} marks={marks} />
      </blockquote>
      {deleted && <p className={styles.deleted}>{t('rules-page:deleted')}</p>}
    </figure>
  );
}

/** A text with what was searched for marked in it. */
export function Marked({ text, marks }: { readonly text: string; readonly marks: readonly string[] }) {
  if (marks.length === 0) return text;
  return markTerms(text, marks).map(({ text: run, isHit }, at) =>
    isHit ? <mark key={at}>{run}</mark> : <span key={at}>{run}</span>,
  );
}
