import { useWords, type WordsFunction } from '../../language.ts';
import styles from './DeliveryPage.module.css';
import { isNamedField } from './named-fields.ts';

type Body = Readonly<Record<string, unknown>>;

/** Any JSON object as names and values. A name without words of its own is shown as it stands: nothing is left out. */
export function FieldList({ value }: { readonly value: Body }) {
  const t = useWords();
  return (
    <dl className={styles.fields}>
      {Object.entries(value).map(([name, inner]) => (
        <div key={name} className={styles.field}>
          <dt>{isNamedField(name) ? t(`delivery:field.${name}`) : name}</dt>
          <dd>
            <Value value={inner} />
          </dd>
        </div>
      ))}
    </dl>
  );
}

function Value({ value }: { readonly value: unknown }) {
  const t = useWords();
  if (Array.isArray(value)) {
    if (value.length === 0) return t('delivery:value.none');
    const items = value.map((item: unknown, place) => ({ item, place }));
    return (
      <ul className={styles.items}>
        {items.map(({ item, place }) => (
          <li key={place}>
            <Value value={item} />
          </li>
        ))}
      </ul>
    );
  }
  if (typeof value === 'object' && value !== null) return <FieldList value={value as Body} />;
  return plainWords(value, t);
}

function plainWords(value: unknown, t: WordsFunction): string {
  if (value === true) return t('delivery:value.yes');
  if (value === false) return t('delivery:value.no');
  return value === null || value === '' ? t('delivery:value.none') : String(value);
}
