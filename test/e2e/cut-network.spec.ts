import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { formatClock } from '../../electron/contract/format.ts';
import { FirstReport } from '../../electron/contract/incident.ts';
import { decodeDocumentFile } from '../../electron/delivery/document-file.ts';
import { cannotManage } from '../system/managed-network.ts';
import type { Desk } from './desk.ts';
import { codeOf, phase, stateOf, untilState } from './incident-page.ts';
import { type ManagedDesk, type ManagedDeskOptions, openManagedDesk } from './managed-desk.ts';
import { zh } from './words.ts';

test.skip(cannotManage !== null, cannotManage ?? '');

const HOTLINE = { name: '資安值班', phone: '03-3322101' };
const CUTS = { incident: { cutMode: 'cut', hotlines: [HOTLINE], sendBeforeCutMs: 0 } };
const LISTEN_MS = 300;

let place: ManagedDesk;
async function open(options?: ManagedDeskOptions): Promise<ManagedDesk> {
  place = await openManagedDesk(options);
  await place.desk.setManaged(CUTS);
  return place;
}
test.afterEach(async () => place?.close());

/** The first report as the disk has it now. Throws where it is not whole. */
function reportOf(desk: Desk, id: string): FirstReport {
  const file = readFileSync(join(desk.userData, 'outbox/documents', `${id}.json`), 'utf8');
  return FirstReport.parse(decodeDocumentFile(file, id).document.body);
}

test('one click, and no packet leaves; the report was on disk before; one question brings all back', async () => {
  const { desk, packets } = await open();
  const { page } = await desk.launch();
  const cutting = untilState(desk, ({ cutAskedAtMs }) => cutAskedAtMs !== null).then(({ firstId }) =>
    reportOf(desk, firstId),
  );
  await page.getByTestId('alarm').click();
  const report = await cutting;
  await phase(page, 'cut-confirmed');
  await packets.last(LISTEN_MS);
  expect(report.code).toBe(await codeOf(page));
  const state = stateOf(desk);
  const time = formatClock(state?.confirmedAtMs ?? 0, 'Asia/Taipei', true);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(zh('incident:state.cut-confirmed', { time }));

  await page.getByRole('button', { name: zh('incident:action.restore') }).click();
  await page.getByRole('radio', { name: zh('incident:restore.mistake') }).click();
  expect(await packets.flow()).toBe(false);
  await page.getByRole('button', { name: zh('incident-page:restore.confirm') }).click();
  await phase(page, 'restored');
  await packets.untilTheyFlow(5000);
});
