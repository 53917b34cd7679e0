import type { ProgramCheck, ProgramsView } from '../../../contract/mail-program.ts';
import type { MailProgramSources } from '../../../platform/mail-program-sources.ts';
import { type Program, unknownChecks } from './check-of.ts';
import { checkEvolution } from './evolution.ts';
import { checkOutlook } from './outlook.ts';
import { checkThunderbird } from './thunderbird.ts';

/** As the contract bounds it. */
const MOST_CHECKS = 60;

/** Looks at every mail program this system may have, now. Only reads. Never rejects. */
export async function checkPrograms(
  sources: MailProgramSources,
  nowMs: () => number = Date.now,
): Promise<ProgramsView> {
  const checks = await Promise.all([
    orUnknown('outlook-classic', () => {
      const outlook = sources.outlook();
      return outlook === null ? [] : checkOutlook(outlook);
    }),
    orUnknown('thunderbird', () => checkThunderbird(sources.thunderbird())),
    orUnknown('evolution', async () => {
      const settings = await sources.evolution();
      return settings === null ? [] : checkEvolution(settings);
    }),
  ]);
  return { checks: checks.flat().slice(0, MOST_CHECKS), lookedAtMs: nowMs() };
}

/** What the system refuses to tell of one program must not hide the others. */
async function orUnknown(
  program: Program,
  check: () => ProgramCheck[] | Promise<ProgramCheck[]>,
): Promise<ProgramCheck[]> {
  try {
    return await check();
  } catch (error) {
    const what = error instanceof Error ? error.message : String(error);
    return unknownChecks(program, '', 'not-readable', [{ where: '', what }]);
  }
}
