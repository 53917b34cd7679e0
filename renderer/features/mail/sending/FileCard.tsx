import { Button } from '@fluentui/react-components';
import { memo } from 'react';
import type { FileFinding, FileReport } from '../../../../electron/contract/mail.ts';
import { unreadableWhy } from '../../../../electron/contract/unreadable-why.ts';
import { useFigures, useWords } from '../../../language.ts';
import styles from '../MailPage.module.css';
import own from './FileCard.module.css';
import { levelOf } from './file-level.ts';
import { PersonalDataLines } from './PersonalDataLines.tsx';
import { ScanLine } from './ScanLine.tsx';

interface Props {
  readonly file: FileReport;
  readonly isDownload?: boolean;
  /** Stable, so that a card is drawn again only when its file has changed. */
  readonly onRemove: (id: string) => void;
}

/** One file: how large it is once sent, what it really is, and everything found or not looked at, in plain words. */
export const FileCard = memo(function FileCard({ file, isDownload = false, onRemove }: Props) {
  const t = useWords();
  const figures = useFigures();
  const level = levelOf(file, isDownload);
  const sizes = { bytes: figures.bytes(file.bytes), wireBytes: figures.bytes(file.wireBytes) };
  return (
    <details className={own.file} data-level={level} open={level === 'act' || level === 'unknown'}>
      <summary className={own.summary}>
        <span className={own.name}>{file.name}</span>
        <span className={styles.quiet}>{isDownload ? sizes.bytes : t('mail:files.sizes', sizes)}</span>
        <span className={styles.tag}>{t(`mail:level.${level}`)}</span>
      </summary>
      <div className={own.body}>
        {file.state !== 'done' && <p>{t(`mail:state.${file.state}`)}</p>}
        {file.findings.length > 0 && (
          <ul className={styles.bullets}>
            {file.findings.map((finding) => (
              <li key={`${finding.kind} ${finding.at} ${finding.detail}`}>
                <FindingLine finding={finding} />
              </li>
            ))}
          </ul>
        )}
        <ScanLine scan={file.scan} />
        {!isDownload && <PersonalDataLines look={file.personalData} />}
        <div className={own.foot}>
          {file.state === 'done' && (
            <span className={styles.quiet}>
              {file.type ? t('mail:files.type', { ...file.type }) : t('mail:files.typeUnknown')}
            </span>
          )}
          <Button
            size="small"
            aria-label={t('mail:files.remove', { name: file.name })}
            onClick={() => onRemove(file.id)}
          >
            {t('mail:files.removeShort')}
          </Button>
        </div>
      </div>
    </details>
  );
}, isSame);

/** Every event brings new objects, though ten times a second hardly any file has changed. */
function isSame(one: Props, other: Props): boolean {
  return one.onRemove === other.onRemove && JSON.stringify(one.file) === JSON.stringify(other.file);
}

function FindingLine({ finding }: { readonly finding: FileFinding }) {
  const t = useWords();
  const { kind, at, detail } = finding;
  const why = unreadableWhy(finding);
  if (why) return t(`mail:unreadable.${why}`);
  return (
    <>
      {t(`mail:finding.${kind}`)}{' '}
      <span className={styles.quiet}>
        {at && t('mail:files.at', { at })} {detail && <code className={styles.fixed}>{detail}</code>}
      </span>
    </>
  );
}
