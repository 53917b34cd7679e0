import type { Page } from '@playwright/test';
import type { CutWayTried } from '../../electron/contract/incident.ts';
import { cannotAuthorise, type ManagedNetwork } from '../system/managed-network.ts';
import { phase, standing } from './incident-page.ts';
import { expect, type ManagedDeskOptions, test } from './managed-desk.ts';
import { wordsIn } from './words.ts';

interface Hindrance {
  readonly title: string;
  readonly options?: ManagedDeskOptions;
  readonly cannotRun?: string | null;
  readonly hinder: (managed: ManagedNetwork) => Promise<void>;
  /** As the page must name it, way by way. */
  readonly ways: readonly Pick<CutWayTried, 'way' | 'outcome'>[];
  /** What stays up, by name. */
  readonly up: readonly string[];
  readonly unmanaged?: string;
  /** What the page says before the press: a key, and what fills it. */
  readonly beforehand?: [key: string, values?: Readonly<Record<string, string>>];
  readonly language: 'zh-TW' | 'en';
}

const HINDRANCES: readonly Hindrance[] = [
  {
    title: 'an account that polkit refuses',
    options: { mayCut: false },
    cannotRun: cannotAuthorise,
    hinder: async () => {},
    ways: [{ way: 'network-manager', outcome: 'refused' }],
    up: ['pc0'],
    beforehand: ['incident-page:reach.no'],
    language: 'zh-TW',
  },
  {
    title: 'a NetworkManager that has died',
    hinder: (managed) => managed.signal('SIGKILL'),
    ways: [
      { way: 'network-manager', outcome: 'absent' },
      { way: 'nmcli', outcome: 'failed' },
    ],
    up: ['pc0'],
    language: 'en',
  },
  {
    title: 'a NetworkManager that hangs',
    hinder: (managed) => managed.signal('SIGSTOP'),
    ways: [{ way: 'network-manager', outcome: 'late' }],
    up: ['pc0'],
    language: 'zh-TW',
  },
  {
    title: 'an adapter that NetworkManager leaves alone',
    options: { physical: 'pc0,wild0' },
    hinder: async (managed) => {
      await managed.plugInUnmanaged();
      const devices = () => managed.network.run('nmcli', ['-t', '-f', 'DEVICE,STATE', 'device']);
      await expect.poll(devices).toContain('wild0:unmanaged');
    },
    ways: [{ way: 'network-manager', outcome: 'asked' }],
    up: ['wild0'],
    unmanaged: 'wild0',
    beforehand: ['incident-page:reach.stays', { adapters: 'wild0' }],
    language: 'zh-TW',
  },
];

test('links that cannot be read: says that nothing is proved, and confirms the cut once they can (en)', async ({
  open,
}) => {
  const t = wordsIn('en');
  const { desk, managed } = await open();
  await desk.setOwn({ language: 'en' });
  const { page } = await desk.launch();
  await managed.network.run('mount', ['-t', 'tmpfs', 'none', '/sys/class/net']);
  try {
    await page.getByTestId('alarm').click();
    await phase(page, 'still-up');
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(t('incident:state.still-up.not-readable'));
    await expect(standing(page)).toContainText(t('incident:state.stillUpAdvice'));
    await expect(page.getByRole('listitem').filter({ hasText: 'pc0' }).last()).toContainText(
      t('incident-page:adapters.unknown'),
    );
  } finally {
    await managed.network.run('umount', ['/sys/class/net']);
  }
  await phase(page, 'cut-confirmed');
});

for (const { title, options, cannotRun = null, hinder, ways, up, unmanaged, beforehand, language } of HINDRANCES) {
  const t = wordsIn(language);
  const adapter = (page: Page, name: string) => page.getByRole('listitem').filter({ hasText: name });

  test(`${title}: says so, shows how to pull the plug, and sees it pulled (${language})`, async ({ open }) => {
    test.skip(cannotRun !== null, cannotRun ?? '');
    const { desk, managed } = await open(options);
    await desk.setOwn({ language });
    const { page } = await desk.launch();
    await hinder(managed);
    if (beforehand) {
      await page.getByRole('link', { name: t('ui:nav.incident') }).click();
      await expect(page.getByText(t(...beforehand))).toBeVisible();
    }
    await page.getByTestId('alarm').click();
    await phase(page, 'still-up');
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(t('incident:state.still-up.not-off'));
    await expect(standing(page)).toContainText(t('incident:state.stillUpAdvice'));
    for (const step of ['cable', 'flight', 'power'] as const)
      await expect(standing(page).getByText(t(`incident-page:unplug.${step}`))).toBeVisible();
    const tried = page.getByTestId('tried');
    for (const { way, outcome } of ways)
      await expect(tried).toContainText(
        t('incident:tried.line', {
          way: t(`incident:tried.way.${way}`),
          outcome: t(`incident:tried.outcome.${outcome}`),
        }),
      );
    for (const name of up) await expect(adapter(page, name).last()).toContainText(t('incident-page:adapters.up'));
    if (unmanaged) {
      await expect(page.getByText(t('incident:tried.unmanaged', { adapters: unmanaged }))).toBeVisible();
      await expect(adapter(page, 'pc0').last()).toContainText(t('incident-page:adapters.down'));
    }

    // The person pulls the cable: nobody presses anything more.
    for (const name of up) await managed.network.run('ip', ['link', 'set', name, 'down']);
    await phase(page, 'cut-confirmed');
    const confirmed = t('incident:state.cut-confirmed', { time: '@' }).split('@')[0] ?? '?';
    await expect(page.getByRole('heading', { level: 1 })).toContainText(confirmed);
  });
}
