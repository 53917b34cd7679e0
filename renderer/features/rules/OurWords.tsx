import type { ClauseGuide } from '../../../electron/contract/rules.ts';
import { useLanguage, useWords } from '../../language.ts';
import { Marked } from './OfficialWords.tsx';
import styles from './OurWords.module.css';

interface Props {
  readonly guide: Pick<ClauseGuide, 'plain' | 'example'>;
  readonly marks?: readonly string[];
}

/** Plain words and an everyday example, which say of themselves that they are not the rules. */
export function OurWords({ guide: { plain, example }, marks = [] }: Props) {
  const t = useWords();
  const language = useLanguage();
  return (
    <div className={styles.ours}>
      <p className={styles.whose}>{t('rules-page:ours')}</p>
      <p>
        <Marked text={plain[language]} marks={marks} />
      </p>
      <p className={styles.example}>
        <strong className={styles.tag}>{t('rules-page:example')}</strong>
        <Marked text={example[language]} marks={marks} />
      </p>
    </div>
  );
}
