import { Button } from '@fluentui/react-components';
import { useWords } from '../../../language.ts';
import { settingsSource } from '../../../main-sources.ts';
import { useMainValue } from '../../../use-main-state.ts';
import styles from '../MailPage.module.css';
import { useFocusOnChange } from '../use-focus-on-change.ts';
import type { Answering } from './use-answers.ts';

interface Props {
  readonly answering: Answering;
}

/** Asked before anything else: a classified document ends the check, for no clause here permits to send it, encrypted or not. */
export function ClassifiedQuestion({ answering }: Props) {
  const place = useFocusOnChange<HTMLDivElement>(answering.answers.classified);
  return (
    <div ref={place} className={styles.place} tabIndex={-1}>
      <Standing answering={answering} />
    </div>
  );
}

function Standing({ answering }: Props) {
  const t = useWords();
  const { answers, give } = answering;
  const rules = useMainValue(settingsSource)?.values.mail.secrecyRules;
  if (answers.classified === 'no')
    return (
      <div className={styles.actions}>
        <span>{t('mail:classified.answeredNo')}</span>
        <Button size="small" onClick={() => give({ classified: null })}>
          {t('mail:classified.change')}
        </Button>
      </div>
    );
  if (answers.classified === 'yes')
    return (
      <section className={styles.card} role="alert">
        <h2 className={styles.headline} data-tone="red">
          {t('mail:classified.stopTitle')}
        </h2>
        <p>{t('mail:classified.stopBody')}</p>
        <p>{t('mail:classified.stopRules')}</p>
        {rules && <p>{t('mail:classified.stopOwnRules', { rules })}</p>}
        <div className={styles.actions}>
          <Button onClick={() => give({ classified: null })}>{t('mail:classified.change')}</Button>
        </div>
      </section>
    );
  return (
    <section className={styles.card} aria-labelledby="classified">
      <h2 id="classified" className={styles.headline}>
        {t('mail:classified.question')}
      </h2>
      <p>{t('mail:classified.hint')}</p>
      <div className={styles.actions}>
        <Button size="large" onClick={() => give({ classified: 'no' })}>
          {t('mail:classified.no')}
        </Button>
        <Button size="large" onClick={() => give({ classified: 'yes' })}>
          {t('mail:classified.yes')}
        </Button>
      </div>
    </section>
  );
}
