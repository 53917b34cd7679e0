import type { MessageReport } from '../../../../electron/contract/message.ts';
import { useWords } from '../../../language.ts';
import styles from '../MailPage.module.css';
import own from './MessageView.module.css';

type Reason = MessageReport['reasons'][number];

const WEIGHTS = ['strong', 'some', 'note'] as const satisfies readonly Reason['weight'][];

/** Gravest first, each with what it rests on as it stands in the message. */
export function Reasons({ reasons }: { readonly reasons: readonly Reason[] }) {
  const t = useWords();
  if (reasons.length === 0) return <p>{t('mail:message.noReasons')}</p>;
  const inOrder = WEIGHTS.flatMap((weight) => reasons.filter((reason) => reason.weight === weight));
  const lines = inOrder.map((reason, place) => ({ reason, place }));
  return (
    <ul className={styles.lines}>
      {lines.map(({ reason: { kind, weight, evidence, detail }, place }) => (
        <li key={place} className={own.reason}>
          <p className={own.reasonWords}>
            <span className={styles.tag}>{t(`mail:weight.${weight}`)}</span> {t(`mail:reason.${kind}`)}
          </p>
          {(evidence || detail) && (
            <p className={own.evidence}>
              <span className="visuallyHidden">{t('mail:message.evidence')}</span> {evidence}
              {evidence && detail && <br />}
              {detail}
            </p>
          )}
        </li>
      ))}
    </ul>
  );
}
