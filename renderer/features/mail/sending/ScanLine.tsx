import type { ScanResult } from '../../../../electron/contract/mail.ts';
import { useFigures, useWords } from '../../../language.ts';
import { useCommission } from '../../../use-commission.ts';
import styles from '../MailPage.module.css';
import own from './FileCard.module.css';

/** What the antivirus said, with how old its signatures are. Nothing found is never called safe. */
export function ScanLine({ scan }: { readonly scan: ScanResult | null }) {
  const t = useWords();
  if (!scan) return <p>{t('mail:scan.waiting')}</p>;
  const { scanner } = scan;
  return (
    <p>
      <Said scan={scan} />{' '}
      {scanner && (
        <span className={styles.quiet}>
          {t('mail:scan.by', { name: t(`mail:scanner.${scanner.name}`), version: scanner.version })}
        </span>
      )}
    </p>
  );
}

function Said({ scan }: { readonly scan: ScanResult }) {
  const t = useWords();
  const figures = useFigures();
  const commission = useCommission().name;
  const signaturesOn = scan.scanner?.signaturesOn;
  if (scan.kind === 'found')
    return (
      <span className={own.virus}>
        {t('mail:scan.found', { names: scan.names.join(t('mail:nameJoin')), commission })}
      </span>
    );
  if (scan.kind === 'nothing-found')
    return signaturesOn
      ? t('mail:scan.nothing-found', { day: figures.day(signaturesOn) })
      : t('mail:scan.nothing-found-undated');
  return (
    <>
      {t(`mail:notScanned.${scan.why}`, { day: signaturesOn ? figures.day(signaturesOn) : t('mail:unknownDay') })}{' '}
      {scan.detail && <code className={styles.quiet}>{scan.detail}</code>}
    </>
  );
}
