import { fieldWords, lineWords, unknownWords } from '../../../electron/contract/document-words.ts';
import { type Body, isBody, rowsIn, statedAs } from '../../../electron/contract/field-shape.ts';
import styles from './DeliveryPage.module.css';
import { RowsTable } from './RowsTable.tsx';
import { useDocumentWords } from './use-document-words.ts';

/** Any JSON object as names and values. A name without words of its own is shown as it stands: nothing is left out. */
export function FieldList({ value }: { readonly value: Body }) {
  const words = useDocumentWords();
  return (
    <dl className={styles.fields}>
      {Object.entries(value).map(([name, inner]) => (
        <div key={name} className={styles.field}>
          <dt>{fieldWords(words, name)}</dt>
          <dd>
            <Value name={name} value={inner} />
          </dd>
        </div>
      ))}
    </dl>
  );
}

function Value({ name, value }: { readonly name: string; readonly value: unknown }) {
  const words = useDocumentWords();
  const stated = statedAs(value);
  if (stated?.kind === 'known') return <Value name={name} value={stated.value} />;
  if (stated?.kind === 'unknown') return unknownWords(words, name, stated.why);
  if (Array.isArray(value)) {
    if (value.length === 0) return words.none;
    const rows = rowsIn(value);
    if (rows) return <RowsTable rows={rows} heading={fieldWords(words, name)} />;
    const items = value.map((item: unknown, place) => ({ item, place }));
    return (
      <ul className={styles.items}>
        {items.map(({ item, place }) => (
          <li key={place}>
            <Value name={name} value={item} />
          </li>
        ))}
      </ul>
    );
  }
  if (isBody(value)) return <FieldList value={value} />;
  return lineWords(words, name, value);
}
