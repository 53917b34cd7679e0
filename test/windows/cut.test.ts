import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type CutView, LATE_AFTER_MS } from '../../electron/features/incident/verify-cut.ts';
import type { AdapterLink, CutAttempt, CutPermission, Read } from '../../electron/platform/platform.ts';
import { bundle } from '../system/bundle.ts';
import { openPrivateNetwork, type PrivateNetwork } from '../system/private-network.ts';
import { type Probe, startProbe } from './probe.ts';
import { openWinePc, type WinePc } from './wine.ts';

const TASKS = fileURLToPath(new URL('../../assets/windows-tasks/', import.meta.url));
const NOTHING = { linksSetDown: [], wirelessLeft: [] };

let network: PrivateNetwork;
let pc: WinePc;
let probe: Probe;

beforeAll(async () => {
  network = await openPrivateNetwork();
  pc = await openWinePc(network);
  const entry = await bundle('test/windows/platform-probe.ts', join(pc.folder, 'bundle'));
  probe = startProbe(pc, entry);
});
afterAll(async () => {
  await probe?.close();
  await pc?.close();
  await network?.close();
  console.log(
    'Never run on real Windows. Run here: both task descriptions through Task Scheduler’s own parser and register, the ' +
      'registry, wlanapi’s loading and its refusal, GetIfTable2 following a real link, schtasks /Run being started. ' +
      'Never run anywhere: WlanDisconnect and WlanConnect on a radio, a task running as SYSTEM, the PowerShell scripts ' +
      '(no PowerShell here), the security descriptor being enforced, the compiled installer, RDP and a second account.',
  );
});

const link = async (name: string): Promise<AdapterLink | undefined> => {
  const links = await probe.ask<Read<AdapterLink[]>>('links');
  if (!links.ok) throw new Error(links.detail);
  return links.value.find((one) => one.name === name);
};

describe('verified by the links', () => {
  test('a task that says "started" and does nothing leaves the network said to be on', async () => {
    const attempt = await probe.ask<CutAttempt>('cut');
    // Wine's schtasks answers 0 to /Run without running anything: just what an exit code is worth.
    expect(attempt.ways.find(({ way }) => way === 'system-task')).toMatchObject({ outcome: 'asked' });
    const view = await probe.ask<CutView & { sinceAskedMs: number }>('watchUntilDecided');
    expect(view.phase).toBe('still-on');
    expect(view.sinceAskedMs).toBeGreaterThanOrEqual(LATE_AFTER_MS);
    expect(view.adapters.find(({ name }) => name === 'pc0')).toMatchObject({ verdict: 'up', physical: true });
    await network.download(1_000);
  });

  test('a link that truly goes down is confirmed, and seen again when it comes back', async () => {
    expect(await link('pc0')).toMatchObject({ state: 'up', physical: true, kind: 'ethernet' });
    expect(await link('lo')).toMatchObject({ physical: false, kind: 'loopback' });
    const deciding = probe.ask<CutView & { sinceAskedMs: number }>('watchUntilDecided');
    await network.run('ip', ['link', 'set', 'pc0', 'down']);
    const view = await deciding;
    expect(view.phase).toBe('off');
    expect(view.adapters.find(({ name }) => name === 'pc0')).toMatchObject({ verdict: 'down', why: 'link-down' });
    await network.run('ip', ['link', 'set', 'pc0', 'up']);
    await expect.poll(async () => (await link('pc0'))?.state, { timeout: 5_000 }).toBe('up');
  });
});

describe('the radio', () => {
  test('is absent, and not failed, where the wireless service lists none', async () => {
    const { ways, undo } = await probe.ask<CutAttempt>('cut');
    const way = ways.find((one) => one.way === 'wlan-disconnect');
    console.log(`wlan under Wine: ${way?.outcome} ${way?.detail}`);
    expect(['absent', 'already']).toContain(way?.outcome);
    expect(undo).toEqual(NOTHING);
  });

  test('that is no longer there cannot be joined again, and stays to be undone', async () => {
    const gone = { key: '{00000000-0000-0000-0000-000000000001}', profile: '市府無線' };
    await expect(probe.ask('connect', gone.key, gone.profile)).rejects.toThrow(/Wlan\w+ failed with Windows error \d+/);
    const restored = await probe.ask<CutAttempt>('restore', { ...NOTHING, wirelessLeft: [gone] });
    expect(restored.ways.map(({ way }) => way)).toEqual(['system-task', 'wlan-disconnect']);
    expect(restored.undo.wirelessLeft).toEqual([gone]);
    // A radio that is being switched on is waited for, and not for ever.
    expect(restored.ways[1]).toMatchObject({ outcome: 'failed', detail: expect.stringContaining('Windows error 2') });
    expect(restored.ways[1]?.tookMs).toBeGreaterThan(5_000);
    expect(restored.ways[1]?.tookMs).toBeLessThan(9_000);
  });
});

describe('beforehand', () => {
  test('without the installer’s tasks a wired PC is told that it cannot, and by which adapter', async () => {
    const permission = await probe.ask<CutPermission>('mayCut');
    expect(permission).toMatchObject({ answer: 'no', why: 'task-missing' });
    expect(permission.outOfReach).toContain('pc0');
  });

  test('with them it can', async () => {
    const key = 'HKLM\\SOFTWARE\\CityNetDesk\\Tasks';
    await pc.run('reg', ['add', key, '/v', 'Version', '/t', 'REG_DWORD', '/d', '1', '/f']);
    expect(await probe.ask('mayCut')).toEqual({ answer: 'yes', why: 'task-registered', detail: '', outOfReach: [] });
    // Of a version that this app does not know, nothing is believed.
    await pc.run('reg', ['add', key, '/v', 'Version', '/t', 'REG_DWORD', '/d', '9', '/f']);
    expect(await probe.ask('mayCut')).toMatchObject({ why: 'task-missing' });
  });
});

describe('the tasks', () => {
  const register = async (name: string, xml: string) => {
    const file = `${name.replaceAll(' ', '-')}.xml`;
    writeFileSync(join(pc.folder, file), xml);
    await pc.run('schtasks', [
      '/create',
      '/xml',
      `Z:${join(pc.folder, file).replaceAll('/', '\\')}`,
      '/tn',
      `\\CityNet Desk\\${name}`,
    ]);
    return join(pc.windowsFolder, 'system32/tasks/CityNet Desk', name);
  };

  test.each([
    ['Cut network', 'cut-network'],
    ['Restore network', 'restore-network'],
  ])('"%s" is accepted by the Task Scheduler', async (name, file) => {
    const xml = readFileSync(join(TASKS, `${file}.xml`), 'utf8').replace(
      '{{folder}}',
      'C:\\Program Files\\CityNet Desk',
    );
    const registered = await register(name, xml);
    expect(existsSync(registered)).toBe(true);
    // What it keeps is what it read (Wine's keeps the settings, and of principals and actions only that there are some).
    const kept = readFileSync(registered, 'utf8');
    for (const setting of [
      `<URI>\\CityNet Desk\\${name}</URI>`,
      '<DisallowStartIfOnBatteries>false<',
      '<StopIfGoingOnBatteries>false<',
      '<ExecutionTimeLimit>PT2M<',
      '<Priority>4<',
    ])
      expect(kept).toContain(setting);
  });

  test('one that is not well formed is refused, so that accepting means something', async () => {
    const xml = readFileSync(join(TASKS, 'cut-network.xml'), 'utf8').replace('</Settings>', '');
    await expect(register('Broken', xml)).rejects.toThrow(/schtasks ended with/);
  });
});

describe('the session', () => {
  test('at the console is not remote, until the glass belongs to another', async () => {
    expect(await probe.ask('isRemoteSession')).toBe(false);
    const key = 'HKLM\\SYSTEM\\CurrentControlSet\\Control\\Terminal Server';
    await pc.run('reg', ['add', key, '/v', 'GlassSessionId', '/t', 'REG_DWORD', '/d', '77', '/f']);
    expect(await probe.ask('isRemoteSession')).toBe(true);
    await pc.run('reg', ['delete', key, '/v', 'GlassSessionId', '/f']);
    expect(await probe.ask('isRemoteSession')).toBe(false);
  });

  test('of others is counted, or not known where the terminal services do not answer', async () => {
    const others = await probe.ask<number | null>('otherAccountsSignedIn');
    console.log(`others signed in under Wine: ${others}`);
    expect([null, 0]).toContain(others);
  });
});
