import { Button, Field, Input, Radio, RadioGroup } from '@fluentui/react-components';
import { useEffect, useRef, useState } from 'react';
import type { RestoreReason } from '../../../electron/contract/incident.ts';
import { whomToCall } from '../../../electron/contract/incident-words.ts';
import { useWords } from '../../language.ts';
import { mainProcess } from '../../main-process.ts';
import { FailureBar } from '../../ui/FailureBar.tsx';
import { Section } from '../../ui/Section.tsx';
import { useAsking } from '../../use-asking.ts';
import { useNow } from '../../use-now.ts';
import styles from './IncidentPage.module.css';
import { useTelling } from './use-telling.ts';

const KINDS = ['commission-agreed', 'mistake', 'other'] as const satisfies readonly RestoreReason['kind'][];

/** Restoring's one question. Any answer restores; calling comes first in the words, never as a lock. */
export function RestoreQuestion() {
  const t = useWords();
  const telling = useTelling(useNow(60_000));
  const commission = telling.commission.name;
  const { name, phone } = whomToCall(telling);
  const [kind, setKind] = useState<RestoreReason['kind'] | null>(null);
  const [text, setText] = useState('');
  const { ask, failure, isRunning } = useAsking();
  const place = useRef<HTMLDivElement>(null);
  // Asked from the tray or a command line it may stand far below what is in sight.
  useEffect(() => {
    place.current?.scrollIntoView({ block: 'center' });
    place.current?.focus();
  }, []);

  function reason(): RestoreReason {
    if (kind === 'mistake') return { kind };
    if (kind === 'commission-agreed') return { kind, name: text.slice(0, 80) };
    // Unanswered it restores all the same, and claims nobody's word.
    return { kind: 'other', words: kind === null ? '' : text.slice(0, 500) };
  }
  return (
    <div ref={place} tabIndex={-1} className={styles.restoreQuestion}>
      <Section heading={t('incident:restore.question')} hint={t('incident:restore.note')}>
        <p>{t('incident-page:restore.callFirst', { phone: phone ? `${name} ${phone}` : name })}</p>
        <RadioGroup
          value={kind ?? ''}
          aria-label={t('incident:restore.question')}
          onChange={(_event, { value }) => setKind(value as RestoreReason['kind'])}
        >
          {KINDS.map((each) => (
            <Radio key={each} value={each} label={t(`incident:restore.${each}`, { commission })} />
          ))}
        </RadioGroup>
        {kind !== null && kind !== 'mistake' && (
          <Field label={t(kind === 'other' ? 'incident-page:restore.reason' : 'incident:restore.name')}>
            <Input
              value={text}
              maxLength={kind === 'other' ? 500 : 80}
              onChange={(_event, { value }) => setText(value)}
            />
          </Field>
        )}
        {failure && <FailureBar failure={failure} />}
        <div className={styles.actions}>
          <Button
            disabled={isRunning}
            onClick={() => void ask(() => mainProcess.incident.restore({ reason: reason() }))}
          >
            {t('incident-page:restore.confirm')}
          </Button>
          <Button appearance="subtle" onClick={() => void ask(mainProcess.incident.cancelRestore)}>
            {t('incident-page:restore.cancel')}
          </Button>
        </div>
      </Section>
    </div>
  );
}
