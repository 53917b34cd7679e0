import type { OfficialText } from '../../../electron/contract/rules.ts';
import { useWords } from '../../language.ts';
import { clauseName, firstLevelOf } from './clause-name.ts';
import styles from './RulesPage.module.css';
import { SOURCE_PLACE } from './SourceSection.tsx';

interface Props {
  readonly text: OfficialText;
  /** The article or clause that the address names. */
  readonly place: string;
  readonly onGo: () => void;
}

/** The articles, and after them where the text comes from. */
export function Contents({ text, place, onGo }: Props) {
  const t = useWords();
  const firstLevel = firstLevelOf(text);
  return (
    <nav className={styles.contents} aria-label={t('rules-page:contents')}>
      <ul className={styles.contentsList}>
        {text.articles.map(({ id, text: words }) => (
          <li key={id}>
            <a
              className={styles.contentsLink}
              href={`#/rules/${id}`}
              aria-current={place === id || place.startsWith(`${id}.`) ? 'location' : undefined}
              onClick={onGo}
            >
              <span className={styles.contentsNumber}>{clauseName(id, firstLevel, t)}</span>
              <span className={styles.contentsWords} lang="zh-TW">
                {words}
              </span>
            </a>
          </li>
        ))}
        <li>
          <a
            className={styles.contentsLink}
            href={`#/rules/${SOURCE_PLACE}`}
            aria-current={place === SOURCE_PLACE ? 'location' : undefined}
            onClick={onGo}
          >
            {t('rules-page:source.heading')}
          </a>
        </li>
      </ul>
    </nav>
  );
}
