import { Field, Input } from '@fluentui/react-components';
import type { ContactCard } from '../../../electron/contract/incident.ts';
import { useWords } from '../../language.ts';
import styles from './IncidentPage.module.css';

const MAX_CHARACTERS = { unit: 80, floor: 40, extension: 40, callBackNumber: 40 } as const satisfies Record<
  keyof ContactCard,
  number
>;
const PARTS = Object.keys(MAX_CHARACTERS) as (keyof ContactCard)[];

export const EMPTY_CARD: ContactCard = { unit: '', floor: '', extension: '', callBackNumber: '' };

export const isEmptyCard = (card: ContactCard): boolean => PARTS.every((part) => card[part].trim() === '');

interface Props {
  readonly card: ContactCard;
  readonly onChange: (card: ContactCard) => void;
}

/** Where the person sits and how to call back; every part may stay empty. */
export function ContactFields({ card, onChange }: Props) {
  const t = useWords();
  return (
    <div className={styles.contact}>
      {PARTS.map((part) => (
        <Field key={part} label={t(`incident:contact.${part}`)}>
          <Input
            value={card[part]}
            maxLength={MAX_CHARACTERS[part]}
            onChange={(_event, { value }) => onChange({ ...card, [part]: value })}
          />
        </Field>
      ))}
    </div>
  );
}
