import { bundle } from '../system/bundle.ts';
import { openPrivateNetwork } from '../system/private-network.ts';
import { plugInAdapters } from './adapters.ts';
import { median, type Result } from './result.ts';

const READINGS = 6_000;
/** The first are compiled as they run. */
const WARM_UP_READINGS = 1_000;
const MOST_MICROSECONDS = 100;

/** One reading with all that follows from it: counters, session, meter, record in memory. */
export async function sample(folder: string): Promise<Result[]> {
  const probe = await bundle('test/bench/sample-probe.ts');
  const network = await openPrivateNetwork();
  try {
    const names = await plugInAdapters(network);
    const said = await network.run(process.execPath, [probe, folder, String(READINGS), ...names]);
    const { ours, raw, adapters } = JSON.parse(said) as { ours: number[]; raw: number[]; adapters: number };
    if (adapters < names.length) throw new Error(`${adapters} of ${names.length} adapters were read`);
    const [oursMicroseconds, rawMicroseconds] = [ours, raw].map((all) => median(all.slice(WARM_UP_READINGS)));
    if (oursMicroseconds === undefined || rawMicroseconds === undefined) throw new Error('nothing was read');
    return [
      {
        row: `one sample at ${names.length} adapters`,
        ours: `${oursMicroseconds.toFixed(0)} µs`,
        yardstick: `${rawMicroseconds.toFixed(0)} µs, /proc/net/dev read raw`,
        compared: `${(oursMicroseconds / rawMicroseconds).toFixed(1)} ×`,
        aim: { words: `≤ ${MOST_MICROSECONDS} µs`, isMet: oursMicroseconds <= MOST_MICROSECONDS },
      },
    ];
  } finally {
    await network.close();
  }
}
