import { Button, Input } from '@fluentui/react-components';
import { memo, useCallback, useDeferredValue, useEffect, useMemo, useState } from 'react';
import type { RulesPack, RulesView } from '../../../electron/contract/rules.ts';
import { useLanguage, useWords } from '../../language.ts';
import { packSource, rulesSource } from '../../main-sources.ts';
import { FailureBar } from '../../ui/FailureBar.tsx';
import { FluentRoot } from '../../ui/FluentRoot.tsx';
import { useMainValue } from '../../use-main-state.ts';
import { usePlace } from '../../use-route.ts';
import { DutyStrip } from '../acknowledgement/DutyStrip.tsx';
import { ClauseView } from './ClauseView.tsx';
import { Contents } from './Contents.tsx';
import { firstLevelOf } from './clause-name.ts';
import styles from './RulesPage.module.css';
import { SearchResults } from './SearchResults.tsx';
import { SourceSection } from './SourceSection.tsx';
import { searchOf } from './search.ts';
import { usePack } from './use-pack.ts';

/** One question: what do the rules demand of me? */
export default function RulesPage() {
  const t = useWords();
  const view = useMainValue(rulesSource);
  const pack = usePack();
  return (
    <FluentRoot className={styles.page}>
      <h1 className={styles.title}>{t('rules-page:title')}</h1>
      {pack.kind === 'waiting' && <p role="status">{t('ui:loading')}</p>}
      {pack.kind === 'failed' && (
        <FailureBar
          failure={pack.failure}
          action={
            <Button onClick={() => void Promise.all([rulesSource.load(), packSource.load()])}>{t('ui:retry')}</Button>
          }
        />
      )}
      {pack.kind === 'value' && view && <Rules pack={pack.value} view={view} />}
    </FluentRoot>
  );
}

function Rules({ pack, view }: { readonly pack: RulesPack; readonly view: RulesView }) {
  const t = useWords();
  const language = useLanguage();
  const search = useMemo(() => searchOf(pack), [pack]);
  const [typed, setTyped] = useState('');
  const [turn, setTurn] = useState(0);
  const place = usePlace();
  // The letter stands at once; what it finds may take a moment more.
  const sought = useDeferredValue(typed);
  const hits = useMemo(() => search(sought), [search, sought]);
  const isSearching = sought.trim() !== '';
  const isThere = useJump(place, isSearching, turn);
  const go = useCallback(() => {
    setTyped('');
    setTurn((before) => before + 1);
  }, []);
  return (
    <>
      <header className={styles.head}>
        <p className={styles.officialTitle} lang="zh-TW">
          {view.title}
        </p>
        {view.latest && (
          <p className={styles.officialLine} lang="zh-TW">
            {view.latest.words} <time dateTime={view.latest.date}>({view.latest.date})</time>
          </p>
        )}
      </header>
      <DutyStrip />
      <search className={styles.search}>
        <Input
          type="search"
          size="large"
          className={styles.searchBox ?? ''}
          aria-label={t('rules-page:search.label')}
          placeholder={t('rules-page:search.placeholder')}
          value={typed}
          onChange={(_event, { value }) => setTyped(value)}
          onKeyDown={({ key }) => key === 'Escape' && setTyped('')}
        />
        {pack.guide.topics.length > 0 && (
          <ul className={styles.topics} aria-label={t('rules-page:search.topics')}>
            {pack.guide.topics.map(({ id, name }) => (
              <li key={id}>
                <Button size="small" shape="circular" onClick={() => setTyped(name[language])}>
                  {name[language]}
                </Button>
              </li>
            ))}
          </ul>
        )}
      </search>
      {isSearching && <SearchResults hits={hits} pack={pack} onGo={go} />}
      {/* Stays drawn while one searches: drawing the whole text anew is what would take long. */}
      <div className={styles.reading} hidden={isSearching}>
        {!isThere && (
          <p className={styles.problem} role="status">
            {t('rules-page:noSuchPlace', { place })}
          </p>
        )}
        <Reading pack={pack} view={view} place={place} onGo={go} />
      </div>
    </>
  );
}

interface ReadingProps {
  readonly pack: RulesPack;
  readonly view: RulesView;
  readonly place: string;
  readonly onGo: () => void;
}

const Reading = memo(function Reading({ pack: { text, guide }, view, place, onGo }: ReadingProps) {
  const firstLevel = firstLevelOf(text);
  return (
    <div className={styles.columns}>
      <Contents text={text} place={place} onGo={onGo} />
      <div className={styles.text}>
        {text.articles.map((article) => (
          <section key={article.id} className={styles.articleSection}>
            <ClauseView clause={article} guide={guide.clauses[article.id]} firstLevel={firstLevel} heading="h2" />
            {article.clauses.map((clause) => (
              <ClauseView
                key={clause.id}
                clause={clause}
                guide={guide.clauses[clause.id]}
                firstLevel={firstLevel}
                heading="h3"
              />
            ))}
          </section>
        ))}
        <SourceSection view={view} amendments={text.amendments} />
      </div>
    </div>
  );
});

/** Goes to the place that the address names, at each `turn` again; false: this edition has none such. */
function useJump(place: string, isSearching: boolean, turn: number): boolean {
  const [isThere, setThere] = useState(true);
  useEffect(() => {
    if (isSearching || place === '') return setThere(true);
    // After the page change has moved the focus to the page's top.
    const frame = requestAnimationFrame(() => {
      const target = document.getElementById(`place-${place}`);
      setThere(target !== null);
      target?.scrollIntoView({ block: 'start', behavior: 'instant' });
      target?.focus({ preventScroll: true });
    });
    return () => cancelAnimationFrame(frame);
  }, [place, isSearching, turn]);
  return isThere;
}
