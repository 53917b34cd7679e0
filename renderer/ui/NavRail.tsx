import { AlarmButton } from '../features/incident/AlarmButton.tsx';
import { useWords } from '../language.ts';
import { settingsSource } from '../main-sources.ts';
import { useMainValue } from '../use-main-state.ts';
import { RAIL_ROUTES, type RailRoute, type Route } from '../use-route.ts';
import styles from './NavRail.module.css';

/** Outlines on a 20-unit grid, drawn here so that the first page need not load an icon library. */
const OUTLINES: Readonly<Record<RailRoute, string>> = {
  usage: 'M3.5 14.5a7.5 7.5 0 1 1 13 0M10 12.2a1.3 1.3 0 1 0 0-2.6 1.3 1.3 0 0 0 0 2.6ZM11 10l3-3.4M5.6 16.5h8.8',
  incident: 'M10 3.2 17.6 16.4H2.4ZM10 8.2v3.6M10 13.9v.1',
  rules:
    'M10 5.2C8.3 4 6 3.6 3.3 3.8v11.4c2.7-.2 5 .2 6.7 1.4 1.7-1.2 4-1.6 6.7-1.4V3.8C14 3.6 11.7 4 10 5.2ZM10 5.2v11.4',
  mail: 'M3 5.2h14v9.6H3ZM3.4 5.6 10 11l6.6-5.4',
  delivery: 'M3.5 10.5v5.2a.8.8 0 0 0 .8.8h11.4a.8.8 0 0 0 .8-.8v-5.2M10 12.8V3.4M6.6 6.8 10 3.4l3.4 3.4',
  settings:
    'M3 6h7.2M14.8 6H17M3 14h2.2M9.8 14H17M12.5 8.3a2.3 2.3 0 1 0 0-4.6 2.3 2.3 0 0 0 0 4.6ZM7.5 16.3a2.3 2.3 0 1 0 0-4.6 2.3 2.3 0 0 0 0 4.6Z',
};

export function NavRail({ route }: { readonly route: Route }) {
  const t = useWords();
  const agencyName = useMainValue(settingsSource)?.values.agencyName;
  return (
    <nav className={styles.rail} aria-label={t('ui:nav.label')}>
      <p className={styles.name}>
        {t('ui:appName')}
        {agencyName && <span className={styles.agency}>{agencyName}</span>}
      </p>
      <AlarmButton />
      <ul className={styles.list}>
        {RAIL_ROUTES.map((each) => (
          <li key={each} className={styles.item}>
            <a className={styles.link} href={`#/${each}`} aria-current={currentOf(each, route)}>
              <svg className={styles.icon} viewBox="0 0 20 20" aria-hidden="true">
                <path d={OUTLINES[each]} />
              </svg>
              {t(`ui:nav.${each}`)}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}

/** The acknowledgement belongs to the rules, without being that page. */
function currentOf(each: RailRoute, route: Route): 'page' | 'true' | undefined {
  if (each === route) return 'page';
  return each === 'rules' && route === 'acknowledgement' ? 'true' : undefined;
}
