import type { Traffic, UsageParts } from '../../../electron/contract/usage.ts';
import { useFigures, useWords } from '../../language.ts';
import { Disclosure } from '../../ui/Disclosure.tsx';
import styles from './Table.module.css';
import { TableFrame } from './TableFrame.tsx';

const COUNTED = ['atWork', 'locked', 'beforeSignIn'] as const satisfies readonly (keyof UsageParts)[];
const APART = ['otherAccounts', 'elsewhere', 'unknownNetwork'] as const satisfies readonly (keyof UsageParts)[];

/** What the day's bytes are made of; the parts add up to the whole. */
export function PartsSection({ parts }: { readonly parts: UsageParts }) {
  const t = useWords();
  const figures = useFigures();
  const group = (heading: 'counts' | 'apart', keys: typeof COUNTED | typeof APART) => (
    <tbody>
      <tr className={styles.total}>
        <th scope="rowgroup">{t(`usage:parts.${heading}`)}</th>
        <Cells traffic={sumOf(keys.map((key) => parts[key]))} format={figures.bytes} />
      </tr>
      {keys.map((key) => (
        <tr key={key}>
          <th scope="row">
            {t(`usage:parts.${key}`)}
            <span className={styles.quiet}>{t(`usage:parts.${key}Hint`)}</span>
          </th>
          <Cells traffic={parts[key]} format={figures.bytes} />
        </tr>
      ))}
    </tbody>
  );
  return (
    <Disclosure heading={t('usage:parts.heading')}>
      <TableFrame caption={t('usage:parts.heading')}>
        <thead>
          <tr>
            <th scope="col">{t('usage:parts.name')}</th>
            <th scope="col" className={styles.number}>
              {t('usage:figure.download')}
            </th>
            <th scope="col" className={styles.number}>
              {t('usage:figure.upload')}
            </th>
            <th scope="col" className={styles.number}>
              {t('usage:parts.total')}
            </th>
          </tr>
        </thead>
        {group('counts', COUNTED)}
        {group('apart', APART)}
      </TableFrame>
    </Disclosure>
  );
}

function Cells({ traffic, format }: { readonly traffic: Traffic; readonly format: (bytes: number) => string }) {
  const { rxBytes, txBytes } = traffic;
  // A bare 0: the unit on every empty cell would drown the cells that are not.
  return [rxBytes, txBytes, rxBytes + txBytes].map((bytes, column) => (
    <td key={column} className={styles.number}>
      {bytes === 0 ? '0' : format(bytes)}
    </td>
  ));
}

function sumOf(traffics: readonly Traffic[]): Traffic {
  return {
    rxBytes: traffics.reduce((sum, { rxBytes }) => sum + rxBytes, 0),
    txBytes: traffics.reduce((sum, { txBytes }) => sum + txBytes, 0),
  };
}
