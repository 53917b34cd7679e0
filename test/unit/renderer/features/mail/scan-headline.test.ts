import { expect, it } from 'vitest';
import type { FileReport } from '../../../../../electron/contract/mail.ts';
import { scanHeadline } from '../../../../../renderer/features/mail/scan/scan-headline.ts';
import { MAIL_SCENES, QUIET_FILE } from '../../../../fixtures/mail-scenes.ts';

const of = (files: readonly FileReport[], progress = MAIL_SCENES.inOrder.view.progress) =>
  scanHeadline({ files: [...files], progress });

it('says that nothing was found only where each file was scanned', () => {
  expect(of([])).toBeNull();
  expect(of([QUIET_FILE, QUIET_FILE])).toEqual({ kind: 'nothing-found', count: 2 });
  expect(of([QUIET_FILE, { ...QUIET_FILE, scan: null }])).toEqual({ kind: 'unknown', count: 1 });
});

it('says that something was found while the scan still runs', () => {
  const { progress } = MAIL_SCENES.checking.view;
  expect(of([QUIET_FILE], progress)?.kind).toBe('checking');
  expect(of(MAIL_SCENES.troubled.view.files, progress)).toEqual({ kind: 'found', count: 1 });
});
