import { expect, it } from 'vitest';
import { FileFinding, type FileReport, ScanResult } from '../../../../../electron/contract/mail.ts';
import { byLevel, levelOf } from '../../../../../renderer/features/mail/sending/file-level.ts';
import { MAIL_SCENES, QUIET_FILE } from '../../../../fixtures/mail-scenes.ts';

const file = (changed: Partial<FileReport>): FileReport => ({ ...QUIET_FILE, ...changed });

it('a file is quiet only where it was scanned, looked through, and nothing was there', () => {
  expect(levelOf(QUIET_FILE)).toBe('quiet');
  expect(levelOf(file({ scan: null }))).toBe('unknown');
  expect(levelOf(file({ personalData: null }))).toBe('unknown');
  expect(levelOf(file({ state: 'failed' }))).toBe('unknown');
  expect(levelOf(file({ state: 'cancelled' }))).toBe('unknown');
  expect(levelOf(file({ state: 'waiting', scan: null, personalData: null }))).toBe('waiting');
});

it('whatever was not scanned is not known, for each reason', () => {
  const [, , notScanned] = ScanResult.options;
  for (const why of notScanned.shape.why.options)
    expect(levelOf(file({ scan: { kind: 'not-scanned', why, scanner: null, detail: '' } }))).toBe('unknown');
});

it('no finding passes as quiet', () => {
  for (const kind of FileFinding.shape.kind.options)
    expect(levelOf(file({ findings: [{ kind, at: '', detail: '' }] }))).not.toBe('quiet');
});

it('a virus and personal data want action even while something else is not known', () => {
  const [, withPersonalData, withVirus] = MAIL_SCENES.troubled.view.files;
  expect(withPersonalData && levelOf(withPersonalData)).toBe('act');
  expect(withVirus && levelOf(withVirus)).toBe('act');
});

it('parts of a file that were left out are not known', () => {
  const leftOut = [{ inside: '', at: '2', why: 'pictures-only' as const }];
  expect(levelOf(file({ personalData: { kind: 'looked', hits: [], leftOut } }))).toBe('unknown');
});

it('lists what wants attention first, and otherwise as taken', () => {
  const names = byLevel(MAIL_SCENES.troubled.view.files).map(({ name }) => name);
  expect(names).toEqual(['補助名冊.xlsx', '發票.pdf.exe', '圖說.zip', '會議紀錄.odt']);
});

it('of a download its personal data is no matter, and its scan is all the more', () => {
  const [, withPersonalData, withVirus] = MAIL_SCENES.troubled.view.files;
  expect(withPersonalData && levelOf(withPersonalData, true)).toBe('quiet');
  expect(withVirus && levelOf(withVirus, true)).toBe('act');
  expect(levelOf(file({ scan: null }), true)).toBe('unknown');
});
