import { Button, Field, Textarea } from '@fluentui/react-components';
import { useState } from 'react';
import { NOTE_MAX_CHARACTERS } from '../../../electron/contract/limits.ts';
import { useWords } from '../../language.ts';
import { asCallFailure, type CallFailure, mainProcess } from '../../main-process.ts';
import { FailureBar } from '../../ui/FailureBar.tsx';
import styles from './DayPanel.module.css';

interface Props {
  readonly day: string;
  readonly saved: string;
  readonly onSaved: () => Promise<void>;
}

type Saving =
  | { readonly kind: 'idle' | 'saving' | 'saved' }
  | { readonly kind: 'failed'; readonly failure: CallFailure };

/** A private note for one day. What was typed stays in the field until it is safely saved. */
export function NoteEditor({ day, saved, onSaved }: Props) {
  const t = useWords();
  const [note, setNote] = useState(saved);
  const [saving, setSaving] = useState<Saving>({ kind: 'idle' });
  const over = note.length - NOTE_MAX_CHARACTERS;

  async function save(): Promise<void> {
    setSaving({ kind: 'saving' });
    try {
      await mainProcess.usage.setNote({ day, note });
      setSaving({ kind: 'saved' });
      await onSaved();
    } catch (thrown) {
      setSaving({ kind: 'failed', failure: asCallFailure(thrown) });
    }
  }

  const tooLong = over > 0 ? t('usage:note.tooLong', { max: NOTE_MAX_CHARACTERS, over }) : null;
  return (
    <div className={styles.note}>
      <Field
        className={styles.field}
        label={t('usage:note.label')}
        hint={t('usage:note.hint')}
        validationMessage={tooLong}
        validationState={tooLong ? 'error' : 'none'}
      >
        <Textarea
          value={note}
          resize="vertical"
          onChange={(_event, { value }) => {
            setNote(value);
            setSaving({ kind: 'idle' });
          }}
        />
      </Field>
      <div className={styles.saveRow}>
        <Button disabled={over > 0 || note === saved || saving.kind === 'saving'} onClick={() => void save()}>
          {t(saving.kind === 'saving' ? 'usage:note.saving' : 'usage:note.save')}
        </Button>
        <span className={styles.count}>{t('usage:note.count', { used: note.length, max: NOTE_MAX_CHARACTERS })}</span>
        <span role="status">{saving.kind === 'saved' && t('usage:note.saved')}</span>
      </div>
      {saving.kind === 'failed' && <FailureBar failure={saving.failure} />}
    </div>
  );
}
