import type { MailCheckView } from '../../../../electron/contract/mail.ts';
import { useWords } from '../../../language.ts';
import { useCommission } from '../../../use-commission.ts';
import { ClauseLink } from '../ClauseLink.tsx';
import { LoadedCheck } from '../LoadedCheck.tsx';
import styles from '../MailPage.module.css';
import { FileList } from '../sending/FileList.tsx';
import { TakeFiles } from '../sending/TakeFiles.tsx';
import { scanHeadline } from './scan-headline.ts';

/** Is what was downloaded infected (clause 7(3))? Nothing else is asked. */
export function ScanPart() {
  return <LoadedCheck>{(view) => <Scan view={view} />}</LoadedCheck>;
}

const TONES = { found: 'red', unknown: 'plain', checking: 'plain', 'nothing-found': 'plain' } as const;

function Scan({ view }: { readonly view: MailCheckView }) {
  const t = useWords();
  const commission = useCommission().name;
  const headline = scanHeadline(view);
  return (
    <>
      {headline && (
        <section className={styles.card} aria-labelledby="scanned">
          <h2 id="scanned" className={styles.subheading}>
            {t('mail:scanPart.heading')}
          </h2>
          <p className={styles.headline} data-tone={TONES[headline.kind]} role="status" data-testid="scan-headline">
            {t(`mail:scanPart.${headline.kind}`, { count: headline.count, commission })}
          </p>
          <p className={styles.quiet}>
            {t('mail:scanPart.shared')} <ClauseLink clause="7.3" />
          </p>
        </section>
      )}
      <TakeFiles
        view={view}
        heading={t('mail:scanPart.take')}
        hint={t('mail:scanPart.hint')}
        onCleared={() => undefined}
      />
      {view.files.length > 0 && <FileList files={view.files} isRunning={view.progress !== null} isDownload />}
    </>
  );
}
