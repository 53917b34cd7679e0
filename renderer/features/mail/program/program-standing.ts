import type { ProgramCheck } from '../../../../electron/contract/mail-program.ts';

export type Program = ProgramCheck['program'];

/** One program with one profile, and what was read of it. */
export interface ProgramGroup {
  readonly program: Program;
  readonly profile: string;
  readonly checks: readonly ProgramCheck[];
}

/** Installed programs, each profile by itself, in the order in which main names them. */
export function groupsOf(checks: readonly ProgramCheck[]): ProgramGroup[] {
  const groups = new Map<string, ProgramCheck[]>();
  for (const check of checks) {
    if (check.result === 'not-installed') continue;
    const key = `${check.program}\n${check.profile}`;
    groups.set(key, [...(groups.get(key) ?? []), check]);
  }
  return [...groups.values()].flatMap((group) =>
    group[0] ? [{ program: group[0].program, profile: group[0].profile, checks: group }] : [],
  );
}

export function notInstalledOf(checks: readonly ProgramCheck[]): Program[] {
  const installed = new Set(groupsOf(checks).map(({ program }) => program));
  return [...new Set(checks.map(({ program }) => program))].filter((program) => !installed.has(program));
}

export interface ProgramsHeadline {
  readonly kind: 'Fail' | 'Unknown' | 'Pass' | 'None';
  readonly count: number;
}

/** By what is required alone (應): a recommendation (建議) is no fail. Nothing known to be right is no pass. */
export function programsHeadline(checks: readonly ProgramCheck[]): ProgramsHeadline {
  const required = checks.filter(({ force, result }) => force === 'required' && result !== 'not-installed');
  const countOf = (result: ProgramCheck['result']) => required.filter((check) => check.result === result).length;
  if (required.length === 0) return { kind: 'None', count: 0 };
  if (countOf('fail') > 0) return { kind: 'Fail', count: countOf('fail') };
  if (countOf('unknown') > 0) return { kind: 'Unknown', count: countOf('unknown') };
  return { kind: 'Pass', count: required.length };
}

/** How a check is called: what is merely recommended is advised, never failed. */
export function standingOf({ force, result }: ProgramCheck): ProgramCheck['result'] | 'advise' {
  return result === 'fail' && force === 'recommended' ? 'advise' : result;
}
