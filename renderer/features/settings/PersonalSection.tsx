import { Radio, RadioGroup, Switch } from '@fluentui/react-components';
import { type ReactNode, useEffect, useId, useState } from 'react';
import type { PersonalSettings, SettingSource, SettingsView } from '../../../electron/contract/settings.ts';
import { useWords } from '../../language.ts';
import { asCallFailure, type CallFailure, mainProcess } from '../../main-process.ts';
import { appInfoSource, settingsSource } from '../../main-sources.ts';
import { FailureBar } from '../../ui/FailureBar.tsx';
import { useMainValue } from '../../use-main-state.ts';
import styles from './SettingsPage.module.css';
import { SourceBadge } from './SourceBadge.tsx';
import { signInStartNote } from './sign-in-start.ts';

const LANGUAGES = ['system', 'zh-TW', 'en'] as const satisfies readonly PersonalSettings['language'][];
const THEMES = ['system', 'light', 'dark'] as const satisfies readonly PersonalSettings['theme'][];

/** What a person may choose; a choice is in force at once, and one that the agency made is locked. */
export function PersonalSection({ view }: { readonly view: SettingsView }) {
  const t = useWords();
  const [failure, setFailure] = useState<CallFailure | null>(null);
  const { values } = view;
  const signInStart = useSignInStartNote(view);

  async function choose(changed: Partial<PersonalSettings>): Promise<void> {
    setFailure(null);
    try {
      settingsSource.replace(await mainProcess.settings.set(changed));
    } catch (thrown) {
      setFailure(asCallFailure(thrown));
    }
    if (changed.startAtSignIn !== undefined) await appInfoSource.load();
  }

  return (
    <section className={styles.section} aria-labelledby="personal">
      <h2 id="personal" className={styles.heading}>
        {t('settings:personal.heading')}
      </h2>
      {failure && <FailureBar failure={failure} />}
      <div className={styles.rows}>
        <Choice view={view} setting="language">
          {(labelledBy, disabled) => (
            <RadioGroup
              layout="horizontal"
              style={{ flexWrap: 'wrap' }}
              aria-labelledby={labelledBy}
              disabled={disabled}
              value={values.language}
              onChange={(_event, { value }) => void choose({ language: value as PersonalSettings['language'] })}
            >
              {LANGUAGES.map((each) => (
                <Radio key={each} value={each} label={t(`settings:choice.language.${each}`)} />
              ))}
            </RadioGroup>
          )}
        </Choice>
        <Choice view={view} setting="theme">
          {(labelledBy, disabled) => (
            <RadioGroup
              layout="horizontal"
              style={{ flexWrap: 'wrap' }}
              aria-labelledby={labelledBy}
              disabled={disabled}
              value={values.theme}
              onChange={(_event, { value }) => void choose({ theme: value as PersonalSettings['theme'] })}
            >
              {THEMES.map((each) => (
                <Radio key={each} value={each} label={t(`settings:choice.theme.${each}`)} />
              ))}
            </RadioGroup>
          )}
        </Choice>
        <Choice
          view={view}
          setting="startAtSignIn"
          hint={t('settings:personal.startAtSignInHint')}
          note={signInStart && t(`settings:personal.signInStart.${signInStart}`)}
        >
          {(labelledBy, disabled) => (
            <Switch
              aria-labelledby={labelledBy}
              disabled={disabled}
              checked={values.startAtSignIn}
              label={t(values.startAtSignIn ? 'settings:value.on' : 'settings:value.off')}
              onChange={(_event, { checked }) => void choose({ startAtSignIn: checked })}
            />
          )}
        </Choice>
        <Choice view={view} setting="toasts" hint={t('settings:personal.toastsHint')}>
          {(labelledBy, disabled) => (
            <Switch
              aria-labelledby={labelledBy}
              disabled={disabled}
              checked={values.toasts}
              label={t(values.toasts ? 'settings:value.on' : 'settings:value.off')}
              onChange={(_event, { checked }) => void choose({ toasts: checked })}
            />
          )}
        </Choice>
      </div>
    </section>
  );
}

/** Asks main anew whenever the person comes back to the page: the system's own list may have been changed meanwhile. */
function useSignInStartNote({ values, sources }: SettingsView) {
  const info = useMainValue(appInfoSource);
  useEffect(() => {
    const ask = () => void appInfoSource.load();
    ask();
    window.addEventListener('focus', ask);
    return () => window.removeEventListener('focus', ask);
  }, []);
  return info && signInStartNote(values.startAtSignIn, isLocked(sources.startAtSignIn), info);
}

const isLocked = (source: SettingSource | undefined) => source === 'managed' || source === 'last-good';

interface ChoiceProps {
  readonly view: SettingsView;
  readonly setting: keyof PersonalSettings;
  readonly hint?: string;
  /** Where the setting and the truth differ. */
  readonly note?: string | null;
  readonly children: (labelledBy: string, disabled: boolean) => ReactNode;
}

function Choice({ view, setting, hint, note, children }: ChoiceProps) {
  const t = useWords();
  const id = useId();
  const source = view.sources[setting] ?? 'built-in';
  const locked = isLocked(source);
  return (
    <div className={styles.row}>
      <div className={styles.name}>
        <span id={id}>{t(`settings:personal.${setting}`)}</span>
        {hint && <p className={styles.hint}>{hint}</p>}
        {note !== undefined && (
          <p className={styles.note} role="status">
            {note}
          </p>
        )}
        {locked && (
          <p className={styles.locked}>
            <svg className={styles.lock} viewBox="0 0 16 16" aria-hidden="true">
              <path d="M5 7V5a3 3 0 0 1 6 0v2M4 7h8v6.5H4z" />
            </svg>
            {t('settings:personal.locked')}
          </p>
        )}
      </div>
      <div className={styles.value}>{children(id, locked)}</div>
      <div className={styles.source}>
        <SourceBadge source={source} />
      </div>
    </div>
  );
}
