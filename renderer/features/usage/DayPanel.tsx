import { useEffect, useState } from 'react';
import type { DayUsage, HourUsage, UsageSnapshot } from '../../../electron/contract/usage.ts';
import { useFigures, useWords } from '../../language.ts';
import { asCallFailure, mainProcess } from '../../main-process.ts';
import { FailureBar } from '../../ui/FailureBar.tsx';
import type { MainState } from '../../use-main-state.ts';
import styles from './DayPanel.module.css';
import { HoursChart } from './HoursChart.tsx';
import { NoteEditor } from './NoteEditor.tsx';

interface Props {
  readonly id: string;
  /** null: the ledger has no such day. */
  readonly usage: DayUsage | null;
  readonly snapshot: UsageSnapshot;
  readonly onNoteSaved: () => Promise<void>;
}

/** One chosen day: its figures, its hours and its note. */
export function DayPanel({ id, usage, snapshot, onNoteSaved }: Props) {
  const t = useWords();
  const figures = useFigures();
  const hours = useHoursOf(id, snapshot.day);
  const measured = usage?.measured && usage.countedBytes !== null ? usage : null;
  return (
    <section className={styles.panel} aria-label={figures.day(id)}>
      <h3 className={styles.heading}>{figures.day(id)}</h3>
      {measured ? (
        <p>
          {t('usage:bar.item', { label: t('usage:days.total'), text: figures.bytes(measured.countedBytes ?? 0) })}
          {t('usage:bar.join')}
          {t('usage:bar.values', {
            down: figures.bytes(measured.rxBytes ?? 0),
            up: figures.bytes(measured.txBytes ?? 0),
          })}
          {t('usage:bar.join')}
          {t('usage:figure.coverage')}{' '}
          {t('usage:figure.coverageValue', {
            measured: figures.duration(measured.measuredMinutes),
            on: figures.duration(measured.onMinutes),
          })}
        </p>
      ) : (
        <p>{t('usage:days.unmeasured')}</p>
      )}
      {id !== snapshot.day && <DayHours id={id} hours={hours} snapshot={snapshot} />}
      {usage && <NoteEditor day={id} saved={usage.note} onSaved={onNoteSaved} />}
    </section>
  );
}

interface DayHoursProps {
  readonly id: string;
  readonly hours: MainState<readonly HourUsage[] | null>;
  readonly snapshot: UsageSnapshot;
}

function DayHours({ id, hours, snapshot }: DayHoursProps) {
  const t = useWords();
  const figures = useFigures();
  if (hours.kind === 'waiting') return null;
  if (hours.kind === 'failed') return <FailureBar failure={hours.failure} />;
  const rows = hours.value ?? [];
  const [first] = rows;
  const last = rows.at(-1);
  if (!first || !last) return <p>{t('usage:days.noHours')}</p>;
  const { takenAtMs, timeZone } = snapshot;
  return (
    <HoursChart
      name={figures.day(id)}
      hours={rows}
      span={{ startMs: first.startMs, endMs: last.endMs, nowMs: takenAtMs, timeZone }}
    />
  );
}

/** Read again when `today` turns: a day looked at while it ran has grown since. */
function useHoursOf(day: string, today: string): MainState<readonly HourUsage[] | null> {
  const [hours, setHours] = useState<MainState<readonly HourUsage[] | null>>({ kind: 'waiting' });
  useEffect(() => {
    let wanted = true;
    mainProcess.usage.hoursOf({ day }).then(
      (value) => wanted && setHours({ kind: 'value', value }),
      (thrown: unknown) => wanted && setHours({ kind: 'failed', failure: asCallFailure(thrown) }),
    );
    return () => {
      wanted = false;
    };
  }, [day, today]);
  return hours;
}
