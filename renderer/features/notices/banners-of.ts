import type { Notice } from '../../../electron/contract/app.ts';
import type { SettingsProblem } from '../../../electron/contract/settings.ts';

/** One banner; dismissing it dismisses every notice that it stands for. */
export interface ShownNotice {
  readonly notice: Notice;
  readonly ids: readonly string[];
  readonly intent: 'info' | 'warning';
}

/** Of the thresholds passed only the highest is shown: it says all that the lower ones did. */
export function bannersOf(notices: readonly Notice[]): readonly ShownNotice[] {
  const shown: ShownNotice[] = [];
  const thresholds = notices.filter((notice) => notice.kind === 'threshold').sort((a, b) => b.percent - a.percent);
  const [highest] = thresholds;
  for (const notice of notices) {
    if (notice.kind === 'threshold') continue;
    shown.push({ notice, ids: [notice.id], intent: isQuiet(notice) ? 'info' : 'warning' });
  }
  if (highest) shown.push({ notice: highest, ids: thresholds.map(({ id }) => id), intent: 'warning' });
  return shown.sort((a, b) => Number(b.intent === 'warning') - Number(a.intent === 'warning'));
}

/** What is merely told, or asked without hurry, is no warning. */
const isQuiet = ({ kind }: Notice): boolean =>
  kind.startsWith('closes-') ||
  kind.startsWith('acknowledgement-') ||
  kind === 'nothing-to-restore' ||
  kind === 'drill-due';

/** Problems under the file or key that they stand in, in the order met. */
export function problemsBySource(problems: readonly SettingsProblem[]) {
  const groups = new Map<string, { source: SettingsProblem['source']; where: string; problems: SettingsProblem[] }>();
  for (const problem of problems) {
    const key = `${problem.source} ${problem.where}`;
    const group = groups.get(key) ?? { source: problem.source, where: problem.where, problems: [] };
    group.problems.push(problem);
    groups.set(key, group);
  }
  return [...groups.values()];
}
