import { Button } from '@fluentui/react-components';
import type { Amendment, RulesProblem, RulesView } from '../../../electron/contract/rules.ts';
import { useWords } from '../../language.ts';
import { mainProcess } from '../../main-process.ts';
import { Disclosure } from '../../ui/Disclosure.tsx';
import { FailureBar } from '../../ui/FailureBar.tsx';
import { useAsking } from '../../use-asking.ts';
import { useTimeLine } from '../delivery/times.ts';
import styles from './RulesPage.module.css';

/** Stands in the address where a clause does: `#/rules/source`. */
export const SOURCE_PLACE = 'source';

interface Props {
  readonly view: RulesView;
  readonly amendments: readonly Amendment[];
}

/** Which edition this is, what became of it over the years, and whether it is what the agency published. */
export function SourceSection({ view, amendments }: Props) {
  const t = useWords();
  const timeLine = useTimeLine();
  const { ask, failure, isRunning } = useAsking();
  const { address, checkedAtMs, edition, hashes, problem, signed, source } = view;
  // Without an address nothing brings back what was lost.
  const said = problem?.reason === 'damaged' && address === null ? 'damagedWithoutAddress' : problem?.reason;
  return (
    <section className={styles.source} id={`place-${SOURCE_PLACE}`} tabIndex={-1} aria-labelledby="source">
      <h2 id="source" className={styles.sectionHeading}>
        {t('rules-page:source.heading')}
      </h2>
      <h3 className={styles.subheading}>{t('rules-page:source.history')}</h3>
      {amendments.length === 0 && <p>{t('rules-page:source.noHistory')}</p>}
      <ol className={styles.history}>
        {amendments.map(({ action, date, words }) => (
          <li key={words}>
            <span>
              {t(`rules-page:source.action.${action}`)} <time dateTime={date}>{date}</time>
            </span>
            <span className={styles.officialLine} lang="zh-TW">
              {words}
            </span>
          </li>
        ))}
      </ol>
      <h3 className={styles.subheading}>{t('rules-page:source.from')}</h3>
      <p>{t(`rules-page:source.${source}`, { address: address ?? t('rules-page:source.noLongerSet') })}</p>
      {source === 'managed' && <p>{t(signed ? 'rules-page:source.signed' : 'rules-page:source.unsigned')}</p>}
      {address !== null && (
        <p>
          {checkedAtMs === null
            ? t('rules-page:source.neverChecked')
            : t('rules-page:source.checked', { time: timeLine(checkedAtMs) })}
        </p>
      )}
      {problem && said && (
        <div className={styles.problem} role="status">
          <p>{t(`rules-page:problem.${said}`)}</p>
          <p className={styles.quiet}>
            {timeLine(problem.atMs)} <code>{problem.detail}</code>
          </p>
          {problem.lines.length > 0 && <UnplacedLines lines={problem.lines} />}
        </div>
      )}
      {address !== null && (
        <div>
          <Button disabled={isRunning} onClick={() => void ask(mainProcess.rules.checkNow)}>
            {t(isRunning ? 'rules-page:source.checking' : 'rules-page:source.checkNow')}
          </Button>
        </div>
      )}
      {failure && <FailureBar failure={failure} />}
      <dl className={styles.facts}>
        <dt>{t('rules-page:source.edition')}</dt>
        <dd>{edition}</dd>
        <dt>{t('rules-page:source.textHash')}</dt>
        <dd>
          <code>{hashes.text}</code>
        </dd>
        <dt>{t('rules-page:source.packHash')}</dt>
        <dd>
          <code>{hashes.pack}</code>
        </dd>
      </dl>
      <p className={styles.quiet}>{t('rules-page:source.hashHint')}</p>
    </section>
  );
}

/** For whoever published the text: each line that could not be placed, with what to do. */
function UnplacedLines({ lines }: Pick<RulesProblem, 'lines'>) {
  const t = useWords();
  return (
    <Disclosure heading={t('rules-page:lines.heading', { count: lines.length })}>
      <ul className={styles.lines}>
        {lines.map(({ line, words, reason }) => {
          const why = t(`rules-import:${reason}`);
          return (
            <li key={`${line} ${reason}`}>{line === 0 ? why : t('rules-page:lines.line', { line, words, why })}</li>
          );
        })}
      </ul>
    </Disclosure>
  );
}
