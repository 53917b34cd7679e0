import { fieldWords, lineWords } from '../../../electron/contract/document-words.ts';
import type { Body } from '../../../electron/contract/field-shape.ts';
import styles from './DeliveryPage.module.css';
import { useDocumentWords } from './use-document-words.ts';

/** Objects of one list, a line each; a name that only some have is a column all the same. */
export function RowsTable({ rows, heading }: { readonly rows: readonly Body[]; readonly heading: string }) {
  const words = useDocumentWords();
  const names = [...new Set(rows.flatMap((row) => Object.keys(row)))];
  const placed = rows.map((row, place) => ({ row, place }));
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard.
    <section className={styles.rows} tabIndex={0} aria-label={heading}>
      <table>
        <thead>
          <tr>
            {names.map((name) => (
              <th key={name} scope="col">
                {fieldWords(words, name)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {placed.map(({ row, place }) => (
            <tr key={place}>
              {names.map((name) => (
                <td key={name}>{name in row ? lineWords(words, name, row[name]) : ''}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
