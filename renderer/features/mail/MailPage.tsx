import { useWords } from '../../language.ts';
import { FluentRoot } from '../../ui/FluentRoot.tsx';
import { usePlace } from '../../use-route.ts';
import styles from './MailPage.module.css';
import { MessagePart } from './message/MessagePart.tsx';
import { ProgramPart } from './program/ProgramPart.tsx';
import { ScanPart } from './scan/ScanPart.tsx';
import { BeforeSending } from './sending/BeforeSending.tsx';

/** Parts by their place in the address, so that other pages can lead straight to one. */
const PARTS = ['before', 'scan', 'message', 'program'] as const;
type Part = (typeof PARTS)[number];

const partOf = (place: string): Part => PARTS.find((part) => part === place) ?? 'before';

/** One question at a time: may this go out, is this download infected, is this message genuine, is the mail program set right? */
export default function MailPage() {
  const t = useWords();
  const shown = partOf(usePlace());
  return (
    <FluentRoot className={styles.page}>
      <h1 className={styles.title}>{t('mail:title')}</h1>
      <nav aria-label={t('mail:part.label')}>
        <ul className={styles.parts}>
          {PARTS.map((part) => (
            <li key={part}>
              <a className={styles.part} href={`#/mail/${part}`} aria-current={part === shown ? 'page' : undefined}>
                {t(`mail:part.${part}`)}
              </a>
            </li>
          ))}
        </ul>
      </nav>
      {shown === 'before' && <BeforeSending />}
      {shown === 'scan' && <ScanPart />}
      {shown === 'message' && <MessagePart />}
      {shown === 'program' && <ProgramPart />}
    </FluentRoot>
  );
}
