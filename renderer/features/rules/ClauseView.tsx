import type { Clause, ClauseGuide } from '../../../electron/contract/rules.ts';
import { useWords } from '../../language.ts';
import { clauseName, type FirstLevel } from './clause-name.ts';
import { addressOf, hasPage } from './feature-routes.ts';
import { OfficialWords } from './OfficialWords.tsx';
import { OurWords } from './OurWords.tsx';
import styles from './RulesPage.module.css';

interface Props {
  readonly clause: Clause;
  /** Absent: this edition came without our words for it. */
  readonly guide: ClauseGuide | undefined;
  readonly firstLevel: FirstLevel;
  readonly heading: 'h2' | 'h3';
}

/** One clause: the official words, how binding they are, ours, and the page that helps. */
export function ClauseView({ clause, guide, firstLevel, heading: Heading }: Props) {
  const t = useWords();
  const name = clauseName(clause.id, firstLevel, t);
  return (
    <article className={styles.clause} id={`place-${clause.id}`} tabIndex={-1} aria-label={name}>
      <header className={styles.clauseHead}>
        <Heading className={styles.clauseName}>{name}</Heading>
        {guide && (
          <span className={styles.force} data-force={guide.force}>
            {t(`rules-page:force.${guide.force}`)}
          </span>
        )}
      </header>
      <OfficialWords clause={clause} />
      {guide && <OurWords guide={guide} />}
      {guide?.feature && hasPage(guide.feature) && (
        <p className={styles.helping}>
          <a href={addressOf(guide.feature)}>{t(`rules-page:feature.${guide.feature}`)}</a>
        </p>
      )}
    </article>
  );
}
