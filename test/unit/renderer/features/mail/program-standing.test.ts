import { expect, it } from 'vitest';
import type { ProgramCheck } from '../../../../../electron/contract/mail-program.ts';
import {
  groupsOf,
  notInstalledOf,
  programsHeadline,
  standingOf,
} from '../../../../../renderer/features/mail/program/program-standing.ts';
import { MAIL_SCENES } from '../../../../fixtures/mail-scenes.ts';

const PREVIEW: ProgramCheck = {
  program: 'thunderbird',
  profile: 'a',
  setting: 'preview-off',
  force: 'required',
  result: 'pass',
  evidence: [],
  why: null,
  writtenAtMs: null,
};
const PLAIN: ProgramCheck = { ...PREVIEW, setting: 'plain-text', force: 'recommended', result: 'fail' };

it('a recommendation that is not followed is advised and never a fail', () => {
  expect(standingOf(PLAIN)).toBe('advise');
  expect(standingOf({ ...PREVIEW, result: 'fail' })).toBe('fail');
  expect(programsHeadline([PREVIEW, PLAIN])).toEqual({ kind: 'Pass', count: 1 });
});

it('one profile that fails or is not known keeps the whole from passing', () => {
  const other = (result: ProgramCheck['result']): ProgramCheck => ({ ...PREVIEW, profile: 'b', result });
  expect(programsHeadline([PREVIEW, other('unknown')])).toEqual({ kind: 'Unknown', count: 1 });
  expect(programsHeadline([PREVIEW, other('unknown'), other('fail')])).toEqual({ kind: 'Fail', count: 1 });
});

it('no mail program is neither a pass nor a fail', () => {
  expect(programsHeadline(MAIL_SCENES.empty.programs.checks)).toEqual({ kind: 'None', count: 0 });
  expect(programsHeadline([])).toEqual({ kind: 'None', count: 0 });
});

it('each profile stands by itself, and what is not installed is named apart', () => {
  const { checks } = MAIL_SCENES.troubled.programs;
  expect(groupsOf([PREVIEW, PLAIN, { ...PREVIEW, profile: 'b' }]).map(({ profile }) => profile)).toEqual(['a', 'b']);
  expect(groupsOf(checks).map(({ program }) => program)).toEqual(['outlook-classic', 'outlook-new', 'thunderbird']);
  expect(notInstalledOf(checks)).toEqual(['evolution']);
});
