import type { CutTried, IncidentView } from '../../../electron/contract/incident.ts';
import { useWords } from '../../language.ts';
import { Section } from '../../ui/Section.tsx';
import styles from './IncidentPage.module.css';

/** Why the network may still be up: each way that was tried and what came of it, for the person and whoever they call. */
export function HowCutWasTried({ view }: { readonly view: IncidentView }) {
  const t = useWords();
  const isUnsure = view.phase === 'still-up' || (view.phase === 'cut-confirmed' && view.lastLook === 'unknown');
  if (!isUnsure) return null;
  const { cutTried, adapters } = view;
  const isDown = (name: string) => adapters.some((each) => each.name === name && each.state === 'down');
  const unmanaged = (cutTried?.unmanaged ?? []).filter((name) => !isDown(name));
  return (
    <Section heading={t('incident:tried.heading')}>
      {cutTried === null && <p>{t('incident:tried.waiting')}</p>}
      {cutTried?.ways.length === 0 && <p>{t('incident:tried.noAnswer')}</p>}
      {cutTried && cutTried.ways.length > 0 && (
        <ul className={styles.lines} data-testid="tried">
          {cutTried.ways.map((tried) => (
            <li key={tried.way}>
              <WayTried tried={tried} />
            </li>
          ))}
        </ul>
      )}
      {unmanaged.length > 0 && (
        <p>
          <strong>{t('incident:tried.unmanaged', { adapters: unmanaged.join(SEPARATOR) })}</strong>
        </p>
      )}
    </Section>
  );
}

const SEPARATOR = ' / ';

function WayTried({ tried }: { readonly tried: CutTried['ways'][number] }) {
  const t = useWords();
  const way = t(`incident:tried.way.${tried.way}`);
  const outcome = t(`incident:tried.outcome.${tried.outcome}`);
  const adapters = tried.adapters.join(SEPARATOR);
  return (
    <>
      {adapters ? t('incident:tried.lineOf', { way, adapters, outcome }) : t('incident:tried.line', { way, outcome })}
      {tried.detail && (
        <details>
          <summary>{t('incident:tried.systemWords')}</summary>
          <code className={styles.systemWords}>{tried.detail}</code>
        </details>
      )}
    </>
  );
}
