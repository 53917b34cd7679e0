import { inspectMessage } from '../../electron/features/mail/message/inspect-message.ts';
import { pressureIn } from '../../electron/features/mail/message/phrases.ts';
import { sets } from '../fixtures/messages/all.ts';
import { confusionTable, count, type Judged, judge } from '../fixtures/messages/confusion.ts';
import { CITY, NOTHING_SET } from '../fixtures/messages/labelled-message.ts';
import { median, type Result } from './result.ts';

const MOST_ORDINARY_PERCENT = 5;

/** How the labelled messages are judged; prints the tables of confusion, and beside them what words alone would tell. */
export async function messages(): Promise<Result[]> {
  for (const [name, set] of Object.entries(sets)) {
    console.log(`\n${confusionTable(`${name}, city's settings`, await judge(set, CITY))}`);
    console.log(`\n${confusionTable(`${name}, nothing set`, await judge(set, NOTHING_SET))}`);
  }
  const all = Object.values(sets).flat();
  const startMs = performance.now();
  const judged = await judge(all, CITY);
  const eachMs = (performance.now() - startMs) / all.length;
  return [
    ...share('all messages', judged),
    ...share('held out', await judge(sets['held out'], CITY)),
    await speed(eachMs),
  ];
}

function share(name: string, judged: readonly Judged[]): Result[] {
  const of = (label: Judged['message']['label']) => judged.filter(({ message }) => message.label === label);
  const harmful = of('dangerous').length;
  const ordinary = of('ordinary').length;
  const missed = count(judged, 'dangerous', 'nothing-found');
  const taken = count(judged, 'ordinary', 'dangerous', 'suspicious');
  const byWords = (label: Judged['message']['label'], presses: boolean) =>
    of(label).filter(
      ({ message }) =>
        pressureIn(`${message.subject}\n${message.text ?? ''}\n${message.html ?? ''}`).length > 0 === presses,
    ).length;
  return [
    {
      row: `${name}: dangerous, nothing found`,
      ours: `${missed} of ${harmful}`,
      yardstick: `${byWords('dangerous', false)} of ${harmful}, pressure words alone`,
      compared: `${missed - byWords('dangerous', false)}`,
      aim: { words: 'none', isMet: missed === 0 },
    },
    {
      row: `${name}: ordinary, taken for more`,
      ours: `${taken} of ${ordinary}`,
      yardstick: `${byWords('ordinary', true)} of ${ordinary}, pressure words alone`,
      compared: `${taken - byWords('ordinary', true)}`,
      aim: { words: `≤ ${MOST_ORDINARY_PERCENT} %`, isMet: taken * 100 <= ordinary * MOST_ORDINARY_PERCENT },
    },
  ];
}

const LARGE_BYTES = 20_000_000;

/** The largest message that clause 5(2) lets pass, beside reading its bytes once. */
async function speed(eachMs: number): Promise<Result> {
  const head =
    'From: a@b.example\r\nContent-Type: application/pdf; name="a.pdf"\r\nContent-Transfer-Encoding: base64\r\n\r\n';
  const large = Buffer.from(head + Buffer.alloc(LARGE_BYTES * 0.74, 'a').toString('base64'));
  const runs = async (work: () => Promise<unknown> | unknown) => {
    const tookMs: number[] = [];
    for (let run = 0; run < 5; run++) {
      const startMs = performance.now();
      await work();
      tookMs.push(performance.now() - startMs);
    }
    return median(tookMs);
  };
  const oursMs = await runs(() => inspectMessage(large, { fileName: 'a.eml', settings: CITY }));
  const readMs = await runs(() => large.toString('latin1').length);
  return {
    row: 'a message of 20 MB',
    ours: `${oursMs.toFixed(0)} ms (usual ones: ${eachMs.toFixed(1)} ms)`,
    yardstick: `${readMs.toFixed(0)} ms, its bytes copied once`,
    compared: `${(oursMs / readMs).toFixed(0)} ×`,
    aim: { words: '≤ 2000 ms', isMet: oursMs <= 2_000 },
  };
}
