import type { SizeForecast } from '../../../../electron/contract/mail.ts';
import { useFigures, useWords } from '../../../language.ts';
import { settingsSource } from '../../../main-sources.ts';
import { Section } from '../../../ui/Section.tsx';
import { useMainValue } from '../../../use-main-state.ts';
import { ClauseLink } from '../ClauseLink.tsx';
import styles from '../MailPage.module.css';
import { SizeBar } from './SizeBar.tsx';

/** Will it go through as a message (clause 5(2))? Both readings of MB stand there where they disagree. */
export function SizeCard({ size }: { readonly size: SizeForecast }) {
  const t = useWords();
  const figures = useFigures();
  const wireBytes = figures.bytes(size.wireBytes);
  const exactly = (bytes: number) => bytes.toLocaleString(figures.language);
  const decimal = exactly(size.limitBytes.decimal);
  return (
    <Section heading={t('mail:size.heading')}>
      <p>
        <strong>{t(`mail:size.${size.fits}`, { wireBytes })}</strong> <ClauseLink clause="5.2" />
      </p>
      <SizeBar size={size} />
      <p>{t('mail:size.why', { fileBytes: figures.bytes(size.fileBytes) })}</p>
      <p className={styles.quiet}>
        {size.fits === 'depends'
          ? t('mail:size.readings', {
              decimal,
              binary: exactly(size.limitBytes.binary),
              wireBytes: exactly(size.wireBytes),
            })
          : t('mail:size.limit', { decimal })}{' '}
        {t('mail:size.room', { roomBytes: figures.bytes(size.roomBytes) })}
      </p>
      {size.ways.length > 0 && (
        <>
          <h3 className={styles.subheading}>{t('mail:size.ways')}</h3>
          <ul className={styles.bullets}>
            {size.ways.map((way) => (
              <li key={way.kind}>
                <Way way={way} />
              </li>
            ))}
          </ul>
        </>
      )}
    </Section>
  );
}

function Way({ way }: { readonly way: SizeForecast['ways'][number] }) {
  const t = useWords();
  const figures = useFigures();
  const service = useMainValue(settingsSource)?.values.mail.largeFileService;
  if (way.kind === 'zip')
    return t(way.fits ? 'mail:size.zipFits' : 'mail:size.zipTooLarge', { wireBytes: figures.bytes(way.wireBytes) });
  if (way.kind === 'split') return t('mail:size.split', { messages: way.messages });
  return service ? t('mail:size.link', { service }) : t('mail:size.linkUnset');
}
