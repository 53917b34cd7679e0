import { Button } from '@fluentui/react-components';
import type { ReactNode } from 'react';
import type { SettingSource, SettingsView } from '../../../electron/contract/settings.ts';
import { useFigures, useWords } from '../../language.ts';
import { appInfoSource, settingsSource } from '../../main-sources.ts';
import { FailureBar } from '../../ui/FailureBar.tsx';
import { FluentRoot } from '../../ui/FluentRoot.tsx';
import { OpenLinkButton } from '../../ui/OpenLinkButton.tsx';
import { useMainState, useMainValue } from '../../use-main-state.ts';
import { PersonalSection } from './PersonalSection.tsx';
import { POLICY_KEYS, policyLines } from './policy-values.ts';
import styles from './SettingsPage.module.css';
import { SourceBadge } from './SourceBadge.tsx';

/** Every setting, its value in words, and where it comes from. */
export default function SettingsPage() {
  const t = useWords();
  const state = useMainState(settingsSource);
  return (
    <FluentRoot className={styles.page}>
      <h1 className={styles.title}>{t('settings:title')}</h1>
      {state.kind === 'failed' && (
        <FailureBar
          failure={state.failure}
          action={<Button onClick={() => void settingsSource.load()}>{t('ui:retry')}</Button>}
        />
      )}
      {state.kind === 'value' && (
        <>
          <PersonalSection view={state.value} />
          <PolicySection view={state.value} />
          <AboutSection view={state.value} />
        </>
      )}
    </FluentRoot>
  );
}

function PolicySection({ view }: { readonly view: SettingsView }) {
  const t = useWords();
  const figures = useFigures();
  return (
    <section className={styles.section} aria-labelledby="policy">
      <h2 id="policy" className={styles.heading}>
        {t('settings:policy.heading')}
      </h2>
      <p className={styles.intro}>{t('settings:policy.intro')}</p>
      <dl className={styles.rows}>
        {POLICY_KEYS.map((key) => (
          <Row key={key} name={t(`settings:policy.${key}`)} source={view.sources[key] ?? 'built-in'}>
            {policyLines(key, view.values, t, figures).map((line) => (
              <span key={line} className={styles.line}>
                {line}
              </span>
            ))}
          </Row>
        ))}
      </dl>
    </section>
  );
}

function AboutSection({ view }: { readonly view: SettingsView }) {
  const t = useWords();
  const info = useMainValue(appInfoSource);
  return (
    <section className={styles.section} aria-labelledby="about">
      <h2 id="about" className={styles.heading}>
        {t('settings:about.heading')}
      </h2>
      <dl className={styles.rows}>
        {info && (
          <>
            <Row name={t('settings:about.version')}>{t('settings:about.versionValue', { ...info })}</Row>
            <Row name={t('settings:about.machine')}>{t('settings:about.machineValue', { ...info })}</Row>
            <Row name={t('settings:about.dataFolder')}>
              <span className={styles.line}>{info.dataFolder}</span>
              <OpenLinkButton name="data-folder">{t('settings:about.openDataFolder')}</OpenLinkButton>
            </Row>
          </>
        )}
        <Row name={t('settings:about.managed')}>
          {t(view.managedPresent ? 'settings:about.managedPresent' : 'settings:about.managedAbsent', {
            where: view.managedWhere,
          })}
        </Row>
      </dl>
    </section>
  );
}

interface RowProps {
  readonly name: string;
  readonly source?: SettingSource;
  readonly children: ReactNode;
}

function Row({ name, source, children }: RowProps) {
  return (
    <div className={styles.row}>
      <dt className={styles.name}>{name}</dt>
      <dd className={styles.value}>{children}</dd>
      {source && (
        <dd className={styles.source}>
          <SourceBadge source={source} />
        </dd>
      )}
    </div>
  );
}
