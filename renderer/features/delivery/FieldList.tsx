import { type Body, isBody, rowsIn, statedAs } from '../../../electron/contract/field-shape.ts';
import { useWords } from '../../language.ts';
import styles from './DeliveryPage.module.css';
import { fieldWords, plainWords } from './field-words.ts';
import { RowsTable } from './RowsTable.tsx';

/** Any JSON object as names and values. A name without words of its own is shown as it stands: nothing is left out. */
export function FieldList({ value }: { readonly value: Body }) {
  const t = useWords();
  return (
    <dl className={styles.fields}>
      {Object.entries(value).map(([name, inner]) => (
        <div key={name} className={styles.field}>
          <dt>{fieldWords(name, t)}</dt>
          <dd>
            <Value value={inner} heading={fieldWords(name, t)} />
          </dd>
        </div>
      ))}
    </dl>
  );
}

function Value({ value, heading }: { readonly value: unknown; readonly heading: string }) {
  const t = useWords();
  const stated = statedAs(value);
  if (stated?.kind === 'known') return <Value value={stated.value} heading={heading} />;
  if (stated?.kind === 'unknown') return t('delivery:value.unknown', { why: stated.why });
  if (Array.isArray(value)) {
    if (value.length === 0) return t('delivery:value.none');
    const rows = rowsIn(value);
    if (rows) return <RowsTable rows={rows} heading={heading} />;
    const items = value.map((item: unknown, place) => ({ item, place }));
    return (
      <ul className={styles.items}>
        {items.map(({ item, place }) => (
          <li key={place}>
            <Value value={item} heading={heading} />
          </li>
        ))}
      </ul>
    );
  }
  if (isBody(value)) return <FieldList value={value} />;
  return plainWords(value, t);
}
