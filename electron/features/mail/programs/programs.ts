import type { ProgramsView } from '../../../contract/mail-program.ts';
import type { MailProgramSources } from '../../../platform/mail-program-sources.ts';
import { checkEvolution } from './evolution.ts';
import { checkOutlook } from './outlook.ts';
import { checkThunderbird } from './thunderbird.ts';

/** As the contract bounds it. */
const MOST_CHECKS = 60;

/** Looks at every mail program this system may have, now. Only reads. Rejects where the system's own folders cannot be found. */
export async function checkPrograms(
  sources: MailProgramSources,
  nowMs: () => number = Date.now,
): Promise<ProgramsView> {
  const evolution = sources.evolution();
  const outlook = sources.outlook();
  const checks = await Promise.all([
    outlook === null ? [] : checkOutlook(outlook),
    checkThunderbird(sources.thunderbird()),
    evolution.then((settings) => (settings === null ? [] : checkEvolution(settings))),
  ]);
  return { checks: checks.flat().slice(0, MOST_CHECKS), lookedAtMs: nowMs() };
}
