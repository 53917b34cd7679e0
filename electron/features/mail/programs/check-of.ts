import type { ProgramCheck } from '../../../contract/mail-program.ts';

export type Program = ProgramCheck['program'];
export type Setting = ProgramCheck['setting'];
export type Evidence = ProgramCheck['evidence'][number];
type Why = NonNullable<ProgramCheck['why']>;

export const SETTINGS: readonly Setting[] = ['preview-off', 'plain-text', 'external-pictures-off'];

/** Clause 5(4): the preview pane off is required (應), plain text recommended (建議); pictures are our own advice. */
export const forceOf = (setting: Setting): ProgramCheck['force'] =>
  setting === 'preview-off' ? 'required' : 'recommended';

/** What one setting was found to be, before it is known whose it is. */
export interface Finding {
  readonly setting: Setting;
  /** true: as the clause wishes; false: not; otherwise why nobody can tell. */
  readonly asWished: boolean | Why;
  readonly evidence: readonly Evidence[];
  readonly writtenAtMs: number | null;
}

export function checkOf(program: Program, profile: string, finding: Finding): ProgramCheck {
  const { setting, asWished, evidence, writtenAtMs } = finding;
  return {
    program,
    profile: profile.slice(0, 300),
    setting,
    force: forceOf(setting),
    result: typeof asWished === 'string' ? 'unknown' : asWished ? 'pass' : 'fail',
    evidence: evidence
      .slice(0, 20)
      .map(({ where, what }) => ({ where: where.slice(0, 600), what: what.slice(0, 300) })),
    why: typeof asWished === 'string' ? asWished : null,
    writtenAtMs,
  };
}

/** The same answer for each of a program's settings: nothing is known of any. */
export function unknownChecks(program: Program, profile: string, why: Why, evidence: readonly Evidence[]) {
  return SETTINGS.map((setting) => checkOf(program, profile, { setting, asWished: why, evidence, writtenAtMs: null }));
}

export function notInstalled(program: Program): ProgramCheck[] {
  return SETTINGS.map((setting) => ({
    program,
    profile: '',
    setting,
    force: forceOf(setting),
    result: 'not-installed',
    evidence: [],
    why: null,
    writtenAtMs: null,
  }));
}
