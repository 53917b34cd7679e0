import type { Connections, SocketProgram } from '../../../electron/contract/incident.ts';
import { useWords } from '../../language.ts';
import styles from './IncidentPage.module.css';

/** The list itself, so that a person sees every line before letting it go. It comes sorted, a program's lines together. */
export function ConnectionsTable({ connections: { listening, live, leftOut } }: { readonly connections: Connections }) {
  const t = useWords();
  const nameOf = (program: SocketProgram) =>
    program.kind === 'known'
      ? `${program.value.name} (${program.value.processId})`
      : t('incident-page:evidence.programUnknown', { why: t(`incident-page:evidence.programWhy.${program.why}`) });
  const liveRows =
    live.kind === 'known'
      ? live.value.map(({ protocol, local, remote, state, program }) => [
          nameOf(program),
          remote,
          local,
          protocol,
          t(`incident-page:evidence.liveState.${state}`),
        ])
      : live.why;
  const listeningRows =
    listening.kind === 'known'
      ? listening.value.map(({ protocol, address, program }) => [nameOf(program), address, protocol])
      : listening.why;
  return (
    <>
      <Part
        heading={t('incident:evidence.live')}
        columns={[
          t('incident-page:evidence.program'),
          t('incident-page:evidence.remote'),
          t('incident-page:evidence.local'),
          t('incident-page:evidence.protocol'),
          t('incident-page:evidence.state'),
        ]}
        rows={liveRows}
        leftOut={leftOut?.live ?? 0}
      />
      <Part
        heading={t('incident:evidence.listening')}
        columns={[
          t('incident-page:evidence.program'),
          t('incident-page:evidence.local'),
          t('incident-page:evidence.protocol'),
        ]}
        rows={listeningRows}
        leftOut={leftOut?.listening ?? 0}
      />
    </>
  );
}

interface PartProps {
  readonly heading: string;
  readonly columns: readonly string[];
  /** A text says why there are none. */
  readonly rows: readonly (readonly string[])[] | string;
  /** How many more there were. */
  readonly leftOut: number;
}

function Part({ heading, columns, rows, leftOut }: PartProps) {
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
              {numbered(rows).map(({ row, place }) => (
                <tr key={place}>
                  {row.map((cell, column) => (
                    <td key={columns[column]}>{cell}</td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </section>
      )}
      {leftOut > 0 && <p>{t('incident-page:evidence.leftOut', { number: leftOut })}</p>}
    </div>
  );
}

/** Two sockets of one program may well look the same. */
const numbered = (rows: readonly (readonly string[])[]) => rows.map((row, place) => ({ row, place }));
