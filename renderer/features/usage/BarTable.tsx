import { useFigures, useWords } from '../../language.ts';
import type { Bar } from './bars.ts';
import styles from './Table.module.css';
import { TableFrame } from './TableFrame.tsx';

interface Props {
  readonly caption: string;
  readonly firstColumn: string;
  readonly bars: readonly Bar[];
}

/** The chart's figures as a table. */
export function BarTable({ caption, firstColumn, bars }: Props) {
  const t = useWords();
  const figures = useFigures();
  return (
    <TableFrame caption={caption}>
      <thead>
        <tr>
          <th scope="col">{firstColumn}</th>
          <th scope="col" className={styles.number}>
            {t('usage:figure.download')}
          </th>
          <th scope="col" className={styles.number}>
            {t('usage:figure.upload')}
          </th>
          <th scope="col">{t('usage:hours.state')}</th>
        </tr>
      </thead>
      <tbody>
        {bars.map((bar) => {
          const known = bar.state === 'measured' || bar.state === 'partly';
          return (
            <tr key={bar.id}>
              <th scope="row">{bar.label}</th>
              <td className={styles.number}>{known ? figures.bytes(bar.downBytes) : '—'}</td>
              <td className={styles.number}>{known ? figures.bytes(bar.upBytes) : '—'}</td>
              <td>{[t(`usage:bar.${bar.state}`), ...bar.extra].join(t('usage:bar.join'))}</td>
            </tr>
          );
        })}
      </tbody>
    </TableFrame>
  );
}
