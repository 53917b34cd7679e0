import type { Connections } from '../../../electron/contract/incident.ts';
import { useWords } from '../../language.ts';
import styles from './IncidentPage.module.css';

type Program = Extract<Connections['live'], { kind: 'known' }>['value'][number]['program'];

/** The list itself, so that a person sees every line before letting it go. */
export function ConnectionsTable({ connections: { listening, live } }: { readonly connections: Connections }) {
  const t = useWords();
  const nameOf = (program: Program) =>
    program.kind === 'known'
      ? `${program.value.name} (${program.value.processId})`
      : t('incident-page:evidence.programUnknown');
  const rowsOf = {
    live:
      live.kind === 'known'
        ? live.value.map(({ protocol, local, remote, program }) => [protocol, local, remote, nameOf(program)])
        : live.why,
    listening:
      listening.kind === 'known'
        ? listening.value.map(({ protocol, address, program }) => [protocol, address, nameOf(program)])
        : listening.why,
  };
  return (
    <>
      <Part
        heading={t('incident:evidence.live')}
        columns={[
          t('incident-page:evidence.protocol'),
          t('incident-page:evidence.local'),
          t('incident-page:evidence.remote'),
          t('incident-page:evidence.program'),
        ]}
        rows={rowsOf.live}
      />
      <Part
        heading={t('incident:evidence.listening')}
        columns={[
          t('incident-page:evidence.protocol'),
          t('incident-page:evidence.local'),
          t('incident-page:evidence.program'),
        ]}
        rows={rowsOf.listening}
      />
    </>
  );
}

interface PartProps {
  readonly heading: string;
  readonly columns: readonly string[];
  /** A text says why there are none. */
  readonly rows: readonly (readonly string[])[] | string;
}

function Part({ heading, columns, rows }: PartProps) {
  const t = useWords();
  return (
    <div>
      <h3 className={styles.subheading}>{heading}</h3>
      {typeof rows === 'string' && <p>{t('incident:evidence.unknown', { why: rows })}</p>}
      {typeof rows !== 'string' && rows.length === 0 && <p>{t('incident-page:evidence.none')}</p>}
      {typeof rows !== 'string' && rows.length > 0 && (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard.
        <section className={styles.scroll} tabIndex={0} aria-label={heading}>
          <table className={styles.table}>
            <thead>
              <tr>
                {columns.map((column) => (
                  <th key={column} scope="col">
                    {column}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {rows.map((row) => (
                <tr key={row.join(' ')}>
                  {row.map((cell, column) => (
                    <td key={columns[column]}>{cell}</td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </section>
      )}
    </div>
  );
}
