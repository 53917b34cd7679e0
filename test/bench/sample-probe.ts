// For plain Node inside a private network: what one reading costs, in microseconds, beside the least that could be read.
// Arguments: the folder for the record, the number of readings, the interfaces to count.
import '../../electron/contract/ipc.ts';
import { readFileSync } from 'node:fs';
import { calendarFor } from '../../electron/features/usage/calendar.ts';
import { Ledger } from '../../electron/features/usage/ledger.ts';
import { Today } from '../../electron/features/usage/today.ts';
import { platformFor } from '../../electron/platform/for-platform.ts';
import { BUILT_IN } from '../../electron/settings/built-in.ts';

const [folder = '', readings = '', ...physicalNames] = process.argv.slice(2);
const platform = await platformFor(process.platform, { physicalNames });
const ledger = new Ledger({ folder, nowMs: Date.now });
const today = new Today({ platform, ledger, settings: () => BUILT_IN, nowMs: Date.now });

/** By turns, so that a noise on the machine falls on both. */
const ours: number[] = [];
const raw: number[] = [];
const timed = (figures: number[], work: () => void) => {
  const startedAt = process.hrtime.bigint();
  work();
  figures.push(Number(process.hrtime.bigint() - startedAt) / 1000);
};
for (let reading = 0; reading < Number(readings); reading++) {
  timed(ours, () => today.read());
  timed(raw, () => void readFileSync('/proc/net/dev', 'latin1'));
}

const { startMs, endMs } = calendarFor(BUILT_IN.timeZone, BUILT_IN.dayStartsAt).dayAt(Date.now());
const adapters = new Set(ledger.book.within(startMs, endMs).flatMap((hour) => [...hour.adapters.keys()]));
process.stdout.write(JSON.stringify({ ours, raw, adapters: adapters.size }));
