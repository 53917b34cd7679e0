import { lazy, Suspense, useEffect, useLayoutEffect, useRef, useState } from 'react';
import styles from './App.module.css';
import { noticesOn } from './features/notices/notices-on.ts';
import { UsagePage } from './features/usage/UsagePage.tsx';
import { languageOf, switchLanguage, useWords, withLateWords } from './language.ts';
import { appInfoSource, noticesSource, settingsSource } from './main-sources.ts';
import { ErrorBoundary } from './ui/ErrorBoundary.tsx';
import { NavRail } from './ui/NavRail.tsx';
import { useAfterFirstPaint } from './use-after-first-paint.ts';
import { useMainValue } from './use-main-state.ts';
import { type Route, useRoute } from './use-route.ts';
import { useTheme } from './use-theme.ts';

const incidentPage = () => withLateWords(import('./features/incident/IncidentPage.tsx'));
const IncidentPage = lazy(incidentPage);
const RulesPage = lazy(() => withLateWords(import('./features/rules/RulesPage.tsx')));
const AcknowledgementPage = lazy(() => withLateWords(import('./features/acknowledgement/AcknowledgementPage.tsx')));
const MailPage = lazy(() => withLateWords(import('./features/mail/MailPage.tsx')));
const DeliveryPage = lazy(() => withLateWords(import('./features/delivery/DeliveryPage.tsx')));
const SettingsPage = lazy(() => import('./features/settings/SettingsPage.tsx'));
const Banners = lazy(() => import('./features/notices/Banners.tsx'));
const FirstRun = lazy(() => import('./features/first-run/FirstRun.tsx'));

export function App() {
  const t = useWords();
  const theme = useTheme();
  const route = useRoute();
  const settings = useMainValue(settingsSource);
  const info = useMainValue(appInfoSource);
  const notices = noticesOn(route, useMainValue(noticesSource) ?? []);
  const painted = useAfterFirstPaint();
  const main = useMainFocus(route);
  const [firstRunClosed, closeFirstRun] = useState(false);

  const wanted = languageOf(settings?.values.language, info);
  useEffect(() => void switchLanguage(wanted), [wanted]);
  // Whoever presses the button must not wait for its page.
  useEffect(() => void (painted && incidentPage()), [painted]);
  // Before the paint, so that no frame shows the other theme.
  useLayoutEffect(() => {
    document.documentElement.dataset.theme = theme;
  }, [theme]);
  useEffect(() => {
    document.title = t('ui:pageTitle', { page: t(`ui:nav.${route}`) });
  }, [t, route]);

  const somethingToSay = notices.length > 0 || (settings?.problems.length ?? 0) > 0;
  return (
    <div className={styles.window}>
      {/* biome-ignore lint/a11y/useValidAnchor: a link within the page; the click keeps the route in the address. */}
      <a
        className={styles.skip}
        href="#main"
        onClick={(event) => {
          // The hash names the page, so the link moves the focus itself.
          event.preventDefault();
          main.current?.focus();
        }}
      >
        {t('ui:skip')}
      </a>
      <NavRail route={route} />
      <main id="main" className={styles.main} ref={main} tabIndex={-1}>
        <ErrorBoundary key={route}>
          {painted && somethingToSay && (
            <Suspense fallback={null}>
              <Banners notices={notices} problems={settings?.problems ?? []} />
            </Suspense>
          )}
          {route === 'usage' && <UsagePage />}
          <Suspense fallback={<p role="status">{t('ui:loading')}</p>}>
            {route === 'incident' && <IncidentPage />}
            {route === 'rules' && <RulesPage />}
            {route === 'acknowledgement' && <AcknowledgementPage />}
            {route === 'mail' && <MailPage />}
            {route === 'delivery' && <DeliveryPage />}
            {route === 'settings' && <SettingsPage />}
          </Suspense>
          {painted && info && !info.firstRunDone && !firstRunClosed && (
            <Suspense fallback={null}>
              <FirstRun
                onClosed={() => {
                  closeFirstRun(true);
                  main.current?.focus();
                }}
              />
            </Suspense>
          )}
        </ErrorBoundary>
      </main>
    </div>
  );
}

/** A page change moves the focus to the page, so that a screen reader goes on there; the first page is left alone. */
function useMainFocus(route: Route) {
  const main = useRef<HTMLElement>(null);
  const shown = useRef(route);
  useEffect(() => {
    if (shown.current === route) return;
    shown.current = route;
    main.current?.focus();
    main.current?.scrollTo(0, 0);
  }, [route]);
  return main;
}
