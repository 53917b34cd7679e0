import { SimulatedPc } from './simulated-pc.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const WORKING_HOURS = 10;
const READ_EVERY_MS = 30 * 60_000;
const BYTES_A_READING = 18_000_000;

/** Writes the record of a PC that was on for ten hours on each of the 365 days before `nowMs`, by the app's own code. */
export async function writeYear(folder: string, nowMs: number): Promise<void> {
  const pc = new SimulatedPc(nowMs);
  for (let daysAgo = 365; daysAgo > 0; daysAgo--) {
    pc.bootAt(nowMs - daysAgo * DAY_MS);
    const usage = pc.service(folder);
    usage.readNow();
    for (let passedMs = 0; passedMs < WORKING_HOURS * HOUR_MS; passedMs += READ_EVERY_MS) {
      pc.pass(READ_EVERY_MS, BYTES_A_READING);
      usage.readNow();
      // Lets the record be written, as in life.
      await new Promise((resolve) => setImmediate(resolve));
    }
    await usage.close('shutdown');
  }
}
