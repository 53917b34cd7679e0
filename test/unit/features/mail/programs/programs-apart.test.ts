import { expect, it } from 'vitest';
import type { ProgramsView } from '../../../../../electron/contract/mail-program.ts';
import { ProgramsApart, type ReadingProcess } from '../../../../../electron/features/mail/programs/programs-apart.ts';

const READ: ProgramsView = { checks: [], lookedAtMs: 1 };

/** None of them ends at once when it is told to. */
function readers(answer: () => Promise<unknown>) {
  const started: { abandoned: number }[] = [];
  const start = (): ReadingProcess => {
    const own = { abandoned: 0 };
    started.push(own);
    return {
      ask: answer,
      abandon: () => void own.abandoned++,
      hasEnded: false,
    };
  };
  return { started, start };
}

it('reads once for all who ask meanwhile, and anew for who asks later', async () => {
  const { started, start } = readers(async () => READ);
  const programs = new ProgramsApart(start);
  expect(await Promise.all([programs.read(), programs.read()])).toEqual([READ, READ]);
  await programs.read();
  expect(started).toEqual([{ abandoned: 1 }, { abandoned: 1 }]);
});

it('waits for no share that hangs, and begins no second reading there', async () => {
  const { started, start } = readers(() => new Promise(() => {}));
  const programs = new ProgramsApart(start, 20);
  await expect(programs.read()).rejects.toThrow('not read in time');
  await expect(programs.read()).rejects.toThrow('still hangs');
  expect(started).toEqual([{ abandoned: 1 }]);
});

it('believes no answer that is none', async () => {
  const { start } = readers(async () => ({ checks: 'all fine' }));
  await expect(new ProgramsApart(start).read()).rejects.toThrow();
});
