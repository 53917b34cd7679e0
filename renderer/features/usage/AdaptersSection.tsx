import type { AdapterUsage } from '../../../electron/contract/usage.ts';
import { useFigures, useWords } from '../../language.ts';
import { Disclosure } from '../../ui/Disclosure.tsx';
import styles from './Table.module.css';
import { TableFrame } from './TableFrame.tsx';

/** Each adapter, whether it counts, and why. */
export function AdaptersSection({ adapters }: { readonly adapters: readonly AdapterUsage[] }) {
  const t = useWords();
  const figures = useFigures();
  // Those that count first; within each, the busiest.
  const inOrder = [...adapters].sort(
    (a, b) => Number(b.counted) - Number(a.counted) || b.rxBytes + b.txBytes - a.rxBytes - a.txBytes,
  );
  return (
    <Disclosure heading={t('usage:adapters.heading')}>
      {inOrder.length === 0 && <p>{t('usage:adapters.none')}</p>}
      {inOrder.length > 0 && (
        <TableFrame caption={t('usage:adapters.heading')}>
          <thead>
            <tr>
              <th scope="col">{t('usage:adapters.name')}</th>
              <th scope="col">{t('usage:adapters.networkName')}</th>
              <th scope="col">{t('usage:adapters.counted')}</th>
              <th scope="col" className={styles.number}>
                {t('usage:figure.download')}
              </th>
              <th scope="col" className={styles.number}>
                {t('usage:figure.upload')}
              </th>
            </tr>
          </thead>
          <tbody>
            {inOrder.map((adapter) => (
              <tr key={adapter.key}>
                <th scope="row">
                  {adapter.name || t('usage:adapters.rest')} {!adapter.present && t('usage:adapters.absent')}
                  <span className={styles.quiet}>{t(`usage:adapters.kind.${adapter.kind}`)}</span>
                </th>
                <td>{adapter.counted ? t(`usage:adapters.network.${adapter.network}`) : '—'}</td>
                <td>
                  {t(adapter.counted ? 'usage:adapters.yes' : 'usage:adapters.no')}
                  <span className={styles.quiet}>{t(`usage:adapters.why.${adapter.why}`)}</span>
                </td>
                <td className={styles.number}>{figures.bytes(adapter.rxBytes)}</td>
                <td className={styles.number}>{figures.bytes(adapter.txBytes)}</td>
              </tr>
            ))}
          </tbody>
        </TableFrame>
      )}
    </Disclosure>
  );
}
