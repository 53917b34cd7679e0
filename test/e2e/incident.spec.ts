import { execFile } from 'node:child_process';
import { mkdir, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { faultsOf } from './axe.ts';
import { type Desk, expect, type LaunchOptions, test } from './desk.ts';
import { codeOf, HOTLINE, phase, standing, stateOf } from './incident-page.ts';
import { openIncidentStore } from './incident-store.ts';
import { wordsIn, zh } from './words.ts';

const run = promisify(execFile);

/** No network service but the namespace's own kernel: a cut here must reach nothing outside. */
const APART = { DBUS_SYSTEM_BUS_ADDRESS: 'unix:path=/nonexistent/bus' };
const REPORT_ONLY = { incident: { cutMode: 'report-only', hotlines: [HOTLINE] } };
const CUTS = { incident: { cutMode: 'cut', hotlines: [HOTLINE], sendBeforeCutMs: 1500 } };

const launch = (desk: Desk, options: LaunchOptions = {}) =>
  desk.launch({ ...options, env: { ...options.env, ...APART } });
async function isUp(): Promise<boolean> {
  const { stdout } = await run('ip', ['link', 'show', 'pc0']);
  return /[<,]UP[,>]/.test(stdout);
}

test.describe('on a PC that only reports', () => {
  test('a press shows the code at once, and the report is on disk by then', async ({ desk }) => {
    await desk.setManaged(REPORT_ONLY);
    const { page } = await launch(desk);
    await expect(page.getByTestId('alarm')).toHaveText(zh('ui:alarm.report'));
    // The page for it loads after the first paint; a person does not press within that.
    await page.waitForTimeout(500);
    await page.getByTestId('alarm').click();
    await expect(page.getByTestId('incident-code')).toHaveText(/^[2-9A-Z]{3}-[2-9A-Z]{3}$/);
    const code = await codeOf(page);
    const state = stateOf(desk);
    expect(state?.code).toBe(code);
    const outbox = await readdir(join(desk.userData, 'outbox'), { recursive: true });
    const isHeld = state?.unposted.some(({ id }) => id === state.firstId);
    expect(isHeld || outbox.some((name) => name.includes(state?.firstId ?? '?'))).toBe(true);

    await phase(page, 'not-cut');
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(zh('incident:state.not-cut', { code }));
    const phone = `${HOTLINE.name} ${HOTLINE.phone}`;
    await expect(page.getByText(zh('incident:report.notDelivered', { phone, code }))).toBeVisible();
    await expect(page.getByTestId('alarm')).toBeVisible();
    // A second press joins the open incident.
    await page.getByTestId('alarm').click();
    expect(await codeOf(page)).toBe(code);
  });

  test('a folder on this PC is saved, and never called sent', async ({ desk }) => {
    const folder = join(desk.folder, 'reports');
    await mkdir(folder);
    await desk.setManaged({ ...REPORT_ONLY, delivery: { folder, folderKind: 'local' } });
    const { page } = await launch(desk);
    await page.getByTestId('alarm').click();
    await phase(page, 'not-cut');
    await expect.poll(() => readdir(folder, { recursive: true }).then((names) => names.join())).toContain('.json');
    const phone = `${HOTLINE.name} ${HOTLINE.phone}`;
    await expect(page.getByText(zh('incident:report.notDelivered', { phone, code: await codeOf(page) }))).toBeVisible();
    await page.getByRole('link', { name: zh('ui:nav.delivery') }).click();
    await expect(page.getByRole('main').getByText(zh('delivery:state.saved')).first()).toBeVisible();
    await expect(page.getByRole('main').getByText(zh('delivery:state.sent'), { exact: true })).toHaveCount(0);
  });

  test('a store that gives the report back has received it, which is not a person having seen it', async ({ desk }) => {
    const store = await openIncidentStore();
    try {
      await desk.setManaged({ ...REPORT_ONLY, delivery: store.settings });
      const { page } = await launch(desk);
      await page.getByTestId('alarm').click();
      const stored = zh('incident:report.received', { commission: '智發會', time: '@' }).split('@')[1] ?? '?';
      await expect(standing(page)).toContainText(stored);
      const first = [...store.documents.values()].find(({ kind }) => kind === 'incident');
      expect(first?.body).toMatchObject({
        part: 'first',
        code: await codeOf(page),
        asked: 'report-only',
        drill: false,
      });
    } finally {
      store.close();
    }
  });

  test('a press from a second start is done while the page hangs', async ({ desk }) => {
    await desk.setManaged(REPORT_ONLY);
    const { page } = await launch(desk);
    let isHung = true;
    void page
      .evaluate(() => {
        for (const endsAtMs = Date.now() + 8000; Date.now() < endsAtMs; );
      })
      .catch(() => {})
      .then(() => {
        isHung = false;
      });
    expect((await desk.run(['--incident'], { env: APART })).code).toBe(0);
    await expect.poll(() => stateOf(desk)?.phase, { timeout: 4000 }).toBe('not-cut');
    expect(isHung).toBe(true);
  });

  test('--incident from a cold start reports at once and shows the code', async ({ desk }) => {
    await desk.setManaged(REPORT_ONLY);
    const { page } = await launch(desk, { args: ['--incident'] });
    await phase(page, 'not-cut');
    expect(await codeOf(page)).toBe(stateOf(desk)?.code);
  });

  test('--incident while the app sits hidden, without a window, reports and brings the page', async ({ desk }) => {
    await desk.setManaged(REPORT_ONLY);
    const app = await desk.launchHidden({ args: ['--hidden'], env: APART });
    expect(app.windows()).toHaveLength(0);
    const opened = app.waitForEvent('window');
    expect((await desk.run(['--incident'], { env: APART })).code).toBe(0);
    const page = await opened;
    await phase(page, 'not-cut');
    expect(await codeOf(page)).toBe(stateOf(desk)?.code);
  });
});

test.describe('on a PC that cuts', () => {
  test.afterEach(async () => {
    await run('ip', ['link', 'set', 'pc0', 'up']);
  });

  test('a press cuts, a restart remembers, restoring asks, and the network is back', async ({ desk }) => {
    await desk.setManaged(CUTS);
    const first = await launch(desk);
    expect(await isUp()).toBe(true);
    await first.page.getByTestId('alarm').click();
    await phase(first.page, 'cut-confirmed');
    expect(await isUp()).toBe(false);
    const code = await codeOf(first.page);
    await desk.kill(first.app);

    const { page } = await launch(desk);
    await page.getByRole('link', { name: code }).click();
    await phase(page, 'cut-confirmed');
    expect(await codeOf(page)).toBe(code);
    expect(await isUp()).toBe(false);

    await page.getByRole('button', { name: zh('incident:action.restore') }).click();
    await page.getByRole('radio', { name: zh('incident:restore.mistake') }).click();
    expect(await isUp()).toBe(false);
    await page.getByRole('button', { name: zh('incident-page:restore.confirm') }).click();
    await phase(page, 'restored');
    expect(await isUp()).toBe(true);
  });

  test('a yearly reminder leads to a drill, which shows the same screens, cuts nothing, and ends the reminder', async ({
    desk,
  }) => {
    const store = await openIncidentStore();
    try {
      const drillReminder = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Taipei' }).format().slice(5);
      await desk.setManaged({ incident: { ...CUTS.incident, drillReminder }, delivery: store.settings });
      const { page } = await launch(desk);
      const reminder = page.getByRole('region', { name: zh('ui:notice.drill-due.title') });
      await reminder.getByRole('link', { name: zh('ui:notice.toDrill') }).click();
      await page.getByRole('button', { name: zh('incident-page:drill.start') }).click();
      await phase(page, 'drill-done');
      expect(await isUp()).toBe(true);
      const code = await codeOf(page);
      await page.getByRole('link', { name: zh('ui:nav.usage'), exact: true }).click();
      await expect(page.getByRole('heading', { level: 1 })).toHaveText(zh('usage:title'));
      await expect(reminder).toHaveCount(0);
      const first = [...store.documents.values()].find(({ kind }) => kind === 'incident');
      expect(first?.body).toMatchObject({ drill: true, code });
    } finally {
      store.close();
    }
  });

  test('--restore asks its one question, and then restores what --incident cut', async ({ desk }) => {
    await desk.setManaged(CUTS);
    const { page } = await launch(desk, { args: ['--incident'] });
    await phase(page, 'cut-confirmed');
    expect(await isUp()).toBe(false);
    expect((await desk.run(['--restore'], { env: APART })).code).toBe(0);
    const question = page.getByRole('heading', { name: zh('incident:restore.question') });
    await expect(question).toBeInViewport();
    expect(await isUp()).toBe(false);
    // Nothing is answered in the person's stead.
    const answers = page.getByRole('radiogroup', { name: zh('incident:restore.question') }).getByRole('radio');
    for (const answer of await answers.all()) await expect(answer).not.toBeChecked();
    await expect(answers).toHaveCount(3);
    await page.getByRole('radio', { name: zh('incident:restore.commission-agreed', { commission: '智發會' }) }).click();
    await page.getByRole('textbox', { name: zh('incident:restore.name') }).fill('林小姐');
    await page.getByRole('button', { name: zh('incident-page:restore.confirm') }).click();
    await phase(page, 'restored');
    expect(await isUp()).toBe(true);
    expect(stateOf(desk)?.restoreReason).toEqual({ kind: 'commission-agreed', name: '林小姐' });
  });
});

for (const language of ['zh-TW', 'en'] as const) {
  const t = wordsIn(language);
  test(`the page speaks ${language} before and after a press, and axe finds nothing`, async ({ desk }) => {
    await desk.setOwn({ language });
    await desk.setManaged(REPORT_ONLY);
    const { page } = await launch(desk);
    await page.getByRole('link', { name: t('ui:nav.incident') }).click();
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(t('incident-page:idle.question'));
    expect(await faultsOf(page)).toEqual([]);
    await page.getByTestId('alarm').click();
    await phase(page, 'not-cut');
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(
      t('incident:state.not-cut', { code: await codeOf(page) }),
    );
    expect(await faultsOf(page)).toEqual([]);
  });
}
