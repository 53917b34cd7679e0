import type { Claim, KeyEnrolment, ReceiptCheck } from '../../../electron/contract/acknowledgement.ts';
import { seenText } from '../../../electron/contract/seen-text.ts';
import { useWords } from '../../language.ts';
import styles from './AcknowledgementPage.module.css';

/** One file's verdict, what it says of itself, and each thing that is wrong with it: no sign in it turns or hides another. */
export function CheckedReceipt({ check }: { readonly check: ReceiptCheck }) {
  const t = useWords();
  const { claim, enrolment, findings, key, sha256, valid } = check;
  const name = seenText(check.name);
  return (
    <article className={styles.receiptBody} aria-label={name} data-valid={valid}>
      <p className={styles.fileName}>{name}</p>
      <p className={styles.verdict}>
        <strong>{t(`acknowledgement-page:verify.${verdictOf(check)}`)}</strong>
      </p>
      {enrolment && <Enrolled enrolment={enrolment} />}
      {valid && claim && <p>{t('acknowledgement-page:verify.validMeans')}</p>}
      {findings.length > 0 && (
        <ul className={styles.bullets}>
          {findings.map(({ kind, at, detail }) => (
            <li key={`${kind} ${at} ${detail}`}>
              {t(`acknowledgement-page:finding.${kind}`)}
              {at && ` ${t('acknowledgement-page:verify.at', { at: seenText(at) })}`}
              {detail && <code className={styles.detail}>{seenText(detail)}</code>}
            </li>
          ))}
        </ul>
      )}
      {claim && <SaysOfItself claim={claim} isValid={valid} />}
      {(claim || enrolment) && <p>{t(`acknowledgement-page:verify.key.${key}`)}</p>}
      {sha256 && (
        <p className={styles.quiet}>
          {t('acknowledgement-page:verify.hash')} <code className={styles.detail}>{sha256}</code>
        </p>
      )}
    </article>
  );
}

/** What is wrong with its chain or key takes nothing from what was signed. */
function verdictOf({ enrolment, findings, valid }: ReceiptCheck) {
  if (!valid) return 'invalid';
  if (enrolment) return 'enrolment';
  return findings.length === 0 ? 'valid' : 'validAlone';
}

function Enrolled({ enrolment }: { readonly enrolment: KeyEnrolment }) {
  const t = useWords();
  const { accountName, machineName, madeAt } = enrolment;
  return (
    <>
      <p>{t('acknowledgement-page:verify.enrolmentMeans')}</p>
      <dl className={styles.facts}>
        <dt>{t('acknowledgement-page:verify.enrolledAt')}</dt>
        <dd>{madeAt.replace('T', ' ')}</dd>
        <dt>{t('acknowledgement-page:verify.machine')}</dt>
        <dd>{seenText(`${machineName} / ${accountName}`)}</dd>
      </dl>
    </>
  );
}

function SaysOfItself({ claim, isValid }: { readonly claim: Claim; readonly isValid: boolean }) {
  const t = useWords();
  const { accountName, keyProtection, machineName, number, person, rules, signedAt } = claim;
  return (
    <>
      {!isValid && <p>{t('acknowledgement-page:verify.claimUntrusted')}</p>}
      <dl className={styles.facts}>
        <dt>{t('acknowledgement-page:verify.person')}</dt>
        <dd>{seenText(`${person.name} (${person.employeeNumber})`)}</dd>
        <dt>{t('acknowledgement-page:verify.signedAt')}</dt>
        <dd>{signedAt.replace('T', ' ')}</dd>
        <dt>{t('acknowledgement-page:verify.rules')}</dt>
        <dd>
          <span lang="zh-TW">{seenText(rules.title)}</span> ({rules.edition})
        </dd>
        <dt>{t('acknowledgement-page:verify.machine')}</dt>
        <dd>{seenText(`${machineName} / ${accountName}`)}</dd>
        <dt>{t('acknowledgement-page:verify.number')}</dt>
        <dd>{number}</dd>
        <dt>{t('acknowledgement-page:verify.protection')}</dt>
        <dd>{t(`acknowledgement-page:verify.protectedBy.${keyProtection}`)}</dd>
      </dl>
    </>
  );
}
