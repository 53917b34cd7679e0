import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { cannotManage } from '../system/managed-network.ts';
import { membershipOf, openPrivateNetwork } from '../system/private-network.ts';
import type { CutFigures } from './cut-figures.ts';
import { median, type Result, spread } from './result.ts';

const INSIDE = fileURLToPath(new URL('cut-inside.mjs', import.meta.url));
const MOST_ABOVE_RAW_MS = 30;
const MOST_ABOVE_BOUND_MS = 100;
const MOST_TO_ANSWER_MS = 100;

/** From the click in the real app to the last packet that a peer sees, and how soon a press is on disk. */
export async function cut(): Promise<Result[]> {
  if (cannotManage) throw new Error(cannotManage);
  const { raw, nmcli, atOnce, healthy, dead, pageHangs, bothBusy, boundMs } = await measured();
  const bareMs = median(raw);
  const against = (name: string, figures: readonly number[]) => ({
    yardstick: `${name} ${median(figures).toFixed(1)} ms (${spread(figures, 1)})`,
    compared: `${(median(atOnce) - median(figures)).toFixed(1)} ms more, ${(median(atOnce) / median(figures)).toFixed(1)} ×`,
  });
  const bounded = { yardstick: `bound ${boundMs} ms`, compared: '' };
  const answers = (row: string, figures: readonly number[]): Result => ({
    row,
    ours: words(figures),
    yardstick: '',
    compared: '',
    aim: { words: `worst ≤ ${MOST_TO_ANSWER_MS} ms`, isMet: Math.max(...figures) <= MOST_TO_ANSWER_MS },
  });
  const worstDeadMs = Math.max(...dead);
  return [
    {
      row: 'click to last packet, nothing sent first',
      ours: words(atOnce),
      ...against('bare D-Bus', raw),
      aim: { words: `≤ bare + ${MOST_ABOVE_RAW_MS} ms`, isMet: median(atOnce) <= bareMs + MOST_ABOVE_RAW_MS },
    },
    { row: 'the same, beside nmcli', ours: words(atOnce), ...against('nmcli', nmcli), aim: null },
    { row: 'click to last packet, a healthy store first', ours: words(healthy), ...bounded, aim: null },
    {
      row: 'click to last packet, a dead store first',
      ours: words(dead),
      ...bounded,
      compared: `worst ${(worstDeadMs - boundMs).toFixed(0)} ms over`,
      aim: { words: `worst ≤ bound + ${MOST_ABOVE_BOUND_MS} ms`, isMet: worstDeadMs <= boundMs + MOST_ABOVE_BOUND_MS },
    },
    answers('press to disk, the page hangs', pageHangs),
    answers('press to disk, main three quarters busy too', bothBusy),
  ];
}

const words = (figures: readonly number[]) =>
  `${median(figures).toFixed(1)} ms (worst ${Math.max(...figures).toFixed(1)})`;

/** Whoever talks to the app must be on its network: the measuring runs inside. */
async function measured(): Promise<CutFigures> {
  const network = await openPrivateNetwork(process.getuid?.() === 0 ? 'all' : 'one');
  try {
    const env = { ...process.env, ...membershipOf(network) };
    const child = network.start(process.execPath, [INSIDE], { env, stdio: ['ignore', 'pipe', 'inherit'] });
    let said = '';
    child.stdout?.on('data', (chunk: Buffer) => {
      said += chunk;
    });
    const [code] = await once(child, 'close');
    if (code !== 0) throw new Error(`the measuring ended with ${code}`);
    return JSON.parse(said.trim().split('\n').at(-1) ?? '');
  } finally {
    await network.close();
  }
}
