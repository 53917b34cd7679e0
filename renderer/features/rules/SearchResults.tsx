import { memo } from 'react';
import type { ClauseId, MayI, RulesPack } from '../../../electron/contract/rules.ts';
import { useLanguage, useWords } from '../../language.ts';
import { useAskWhom } from '../../use-commission.ts';
import { clauseName, type FirstLevel, firstLevelOf } from './clause-name.ts';
import { Marked, OfficialWords } from './OfficialWords.tsx';
import { OurWords } from './OurWords.tsx';
import styles from './SearchResults.module.css';
import type { SearchHits } from './search.ts';

interface Props {
  readonly hits: SearchHits;
  readonly pack: RulesPack;
  readonly onGo: () => void;
}

/** Answers first, each with the clauses that it rests on; then the clauses themselves. */
export const SearchResults = memo(function SearchResults({ hits: { query, mayI, clauses }, pack, onGo }: Props) {
  const t = useWords();
  const firstLevel = firstLevelOf(pack.text);
  const isNothing = mayI.length === 0 && clauses.length === 0;
  return (
    <div className={styles.results}>
      <p role="status" className={styles.count}>
        {isNothing
          ? t('rules-page:search.none', { query: query.text })
          : t('rules-page:search.count', { answers: mayI.length, clauses: clauses.length })}
      </p>
      {isNothing && <NothingFound />}
      {mayI.length > 0 && (
        <section aria-labelledby="answers">
          <h2 id="answers" className={styles.heading}>
            {t('rules-page:search.answers')}
          </h2>
          <p className={styles.whose}>{t('rules-page:search.answersWhose')}</p>
          <ul className={styles.list}>
            {mayI.map((each) => (
              <li key={each.id}>
                <Answer mayI={each} marks={query.marks} firstLevel={firstLevel} onGo={onGo} />
              </li>
            ))}
          </ul>
        </section>
      )}
      {clauses.length > 0 && (
        <section aria-labelledby="clauses">
          <h2 id="clauses" className={styles.heading}>
            {t('rules-page:search.clauses')}
          </h2>
          <ul className={styles.list}>
            {clauses.map((clause) => {
              const guide = pack.guide.clauses[clause.id];
              return (
                <li key={clause.id} className={styles.hit}>
                  <h3>
                    <ClauseLink id={clause.id} firstLevel={firstLevel} onGo={onGo} />
                  </h3>
                  <OfficialWords clause={clause} marks={query.marks} />
                  {guide && <OurWords guide={guide} marks={query.marks} />}
                </li>
              );
            })}
          </ul>
        </section>
      )}
    </div>
  );
});

interface AnswerProps {
  readonly mayI: MayI;
  readonly marks: readonly string[];
  readonly firstLevel: FirstLevel;
  readonly onGo: () => void;
}

function Answer({ mayI, marks, firstLevel, onGo }: AnswerProps) {
  const t = useWords();
  const language = useLanguage();
  return (
    <article className={styles.answer}>
      <h3 className={styles.question}>
        <Marked text={mayI.question[language]} marks={marks} />
      </h3>
      <p>
        <strong className={styles.badge} data-answer={mayI.answer}>
          {t(`rules-page:answer.${mayI.answer}`)}
        </strong>
        <Marked text={mayI.words[language]} marks={marks} />
      </p>
      <p className={styles.cites}>
        <span>{t('rules-page:search.cites')}</span>
        {mayI.clauses.map((id) => (
          <ClauseLink key={id} id={id} firstLevel={firstLevel} onGo={onGo} />
        ))}
      </p>
    </article>
  );
}

interface ClauseLinkProps {
  readonly id: ClauseId;
  readonly firstLevel: FirstLevel;
  readonly onGo: () => void;
}

function ClauseLink({ id, firstLevel, onGo }: ClauseLinkProps) {
  const t = useWords();
  return (
    <a href={`#/rules/${id}`} onClick={onGo}>
      {clauseName(id, firstLevel, t)}
    </a>
  );
}

function NothingFound() {
  const t = useWords();
  const { name, phone, hours } = useAskWhom();
  return (
    <div className={styles.nothing}>
      <p>{t('rules-page:search.tryThis')}</p>
      <p>
        {phone ? t('rules-page:search.ask', { name, phone }) : t('rules-page:search.askNoPhone', { name })}
        {hours && ` ${t('usage:contact.hours', { hours })}`}
      </p>
      <p>{t('rules-page:search.notAllowedBySilence')}</p>
    </div>
  );
}
