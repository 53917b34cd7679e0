import { fileURLToPath } from 'node:url';
import { afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { LATE_AFTER_MS } from '../../electron/features/incident/verify-cut.ts';
import type { CutUndo } from '../../electron/platform/platform.ts';
import { bundle } from './bundle.ts';
import { AS_ORDINARY_USER, type CutAsker, startCutAsker, WITHOUT_NET_ADMIN } from './cut-asker.ts';
import { cannotAuthorise, cannotManage, type ManagedNetwork, openManagedNetwork } from './managed-network.ts';

const TRAFFIC = fileURLToPath(new URL('traffic.mjs', import.meta.url));
const NOTHING: CutUndo = { linksSetDown: [], wirelessLeft: [] };

let entry = '';
let managed: ManagedNetwork;
const askers: CutAsker[] = [];
const start = (physicalNames = ['pc0'], under: readonly string[] = []) => {
  const asker = startCutAsker(managed.network, entry, physicalNames, under);
  askers.push(asker);
  return asker;
};

beforeAll(async () => {
  entry = await bundle('test/system/cut-probe.ts');
});
beforeEach(async ({ skip }) => {
  if (cannotManage) skip(cannotManage);
  managed = await openManagedNetwork();
});
afterEach(async () => {
  for (const asker of askers.splice(0)) asker.close();
  await managed?.close();
});

describe('with NetworkManager', () => {
  test('one request takes the link down, and looking confirms it', async () => {
    const asker = start(['pc0'], WITHOUT_NET_ADMIN);
    expect(await asker.mayCut()).toEqual({ answer: 'yes', why: 'network-manager', detail: '', outOfReach: [] });
    expect((await asker.link('pc0')).state).toBe('up');
    await managed.network.download(1_000);

    const { view, sinceAskedMs, attempt } = await asker.cutAndWatch();
    console.log(`asked ${attempt.ways[0]?.tookMs.toFixed(1)} ms, confirmed after ${sinceAskedMs.toFixed(0)} ms`);
    expect(attempt).toMatchObject({
      ways: [{ way: 'network-manager', outcome: 'asked', detail: '' }],
      unmanaged: [],
      undo: NOTHING,
    });
    expect(view.phase).toBe('off');
    expect(view.adapters.find(({ name }) => name === 'pc0')).toMatchObject({ verdict: 'down', why: 'link-down' });
    expect(sinceAskedMs).toBeLessThan(LATE_AFTER_MS);
    await expect(managed.network.download(1_000)).rejects.toThrow(/ENETUNREACH|EHOSTUNREACH/);
  });

  test('a second cut is no failure, and restoring brings traffic back', async () => {
    const asker = start();
    await asker.cut();
    expect((await asker.cut()).attempt.ways).toMatchObject([{ way: 'network-manager', outcome: 'already' }]);
    const restored = await asker.restore(NOTHING);
    expect(restored).toMatchObject({ ways: [{ way: 'network-manager', outcome: 'asked' }], undo: NOTHING });
    await expect.poll(async () => (await asker.link('pc0')).state, { timeout: 5_000 }).toBe('up');
    await expect
      .poll(() => managed.network.download(1_000).then(() => 'arrived', String), { timeout: 5_000 })
      .toBe('arrived');
    expect((await asker.restore(NOTHING)).ways).toMatchObject([{ way: 'network-manager', outcome: 'already' }]);
  });

  test('what it does not manage stays up and is named, beforehand and afterwards', async () => {
    await managed.plugInUnmanaged();
    const asker = start(['pc0', 'wild0'], WITHOUT_NET_ADMIN);
    await expect.poll(async () => (await asker.mayCut()).outOfReach, { timeout: 5_000 }).toEqual(['wild0']);
    const { view, sinceAskedMs, attempt } = await asker.cutAndWatch();
    expect(attempt.unmanaged).toEqual(['wild0']);
    expect(attempt.ways).toMatchObject([
      { way: 'network-manager', outcome: 'asked' },
      { way: 'link-down', outcome: 'refused', adapters: ['wild0'], detail: 'CAP_NET_ADMIN is needed' },
    ]);
    expect(view.phase).toBe('still-on');
    expect(sinceAskedMs).toBeGreaterThanOrEqual(LATE_AFTER_MS);
    const verdicts = Object.fromEntries(view.adapters.map(({ name, verdict }) => [name, verdict]));
    expect(verdicts).toMatchObject({ pc0: 'down', wild0: 'up' });
    // What "still on" says is true.
    await managed.network.run(process.execPath, [TRAFFIC, 'download', '1000', managed.wildAddress]);
  });

  test('what it does not manage is set down too where this account may, and up again on restoring', async () => {
    await managed.plugInUnmanaged();
    const asker = start(['pc0', 'wild0']);
    expect(await asker.mayCut()).toMatchObject({ answer: 'yes', why: 'net-admin' });
    const { view, attempt } = await asker.cutAndWatch();
    expect(attempt.undo.linksSetDown).toEqual(['wild0']);
    expect(attempt.ways.at(-1)).toMatchObject({ way: 'link-down', outcome: 'asked', adapters: ['wild0'] });
    expect(view.phase).toBe('off');
    const restored = await asker.restore(attempt.undo);
    expect(restored.undo.linksSetDown).toEqual([]);
    await expect.poll(async () => (await asker.link('wild0')).state, { timeout: 5_000 }).toBe('up');
    await expect.poll(async () => (await asker.link('pc0')).state, { timeout: 5_000 }).toBe('up');
  });

  test('off survives a restart of the service, and is still restored', async () => {
    const asker = start(['pc0'], WITHOUT_NET_ADMIN);
    await asker.cut();
    await managed.signal('SIGKILL');
    await managed.start();
    expect((await asker.link('pc0')).state).toBe('down');
    expect((await asker.cut()).attempt).toMatchObject({ ways: [{ outcome: 'already' }], unmanaged: null });
    expect(await asker.mayCut()).toMatchObject({ answer: 'yes', outOfReach: null });
    expect((await asker.restore(NOTHING)).ways).toMatchObject([{ way: 'network-manager', outcome: 'asked' }]);
    await expect.poll(async () => (await asker.link('pc0')).state, { timeout: 5_000 }).toBe('up');
  });

  test('the connection is made anew when the service or the bus was away', async () => {
    const asker = start(['pc0'], WITHOUT_NET_ADMIN);
    await asker.mayCut();
    await managed.signal('SIGKILL');
    expect(await asker.mayCut()).toMatchObject({ answer: 'no', why: 'no-network-manager', outOfReach: ['pc0'] });
    await managed.start();
    expect(await asker.mayCut()).toMatchObject({ answer: 'yes', why: 'network-manager' });
  });
});

test('an adapter that something else had set up loses its addresses but not its link, and is not called off', async () => {
  await managed.close();
  managed = await openManagedNetwork({ addressed: 'before' });
  const { view, attempt } = await start(['pc0'], WITHOUT_NET_ADMIN).cutAndWatch();
  expect(attempt.ways[0]).toMatchObject({ way: 'network-manager', outcome: 'asked' });
  expect(view.phase).toBe('still-on');
  await expect(managed.network.download(1_000)).rejects.toThrow(/ENETUNREACH|EHOSTUNREACH/);
});

describe('without an answer from NetworkManager', () => {
  test('one that hangs is given up in time, and the network is said to be still on', async () => {
    const asker = start(['pc0'], WITHOUT_NET_ADMIN);
    await asker.mayCut();
    await managed.signal('SIGSTOP');
    const permission = await asker.mayCut();
    expect(permission).toMatchObject({ answer: 'unknown', why: 'no-answer', outOfReach: null });
    const { view, attempt } = await asker.cutAndWatch();
    expect(attempt.ways).toMatchObject([
      { way: 'network-manager', outcome: 'late' },
      { way: 'link-down', outcome: 'refused', adapters: ['pc0'] },
    ]);
    expect(attempt.ways[0]?.tookMs).toBeLessThan(2_000);
    expect(view.phase).toBe('still-on');
  });

  test('one that hangs does not keep an account that may from setting links down', async () => {
    const asker = start();
    await managed.signal('SIGSTOP');
    const { view, attempt } = await asker.cutAndWatch();
    expect(attempt.undo.linksSetDown).toEqual(['pc0']);
    expect(view.phase).toBe('off');
  });

  test('one that is not running is told apart, nmcli included', async () => {
    const asker = start(['pc0'], WITHOUT_NET_ADMIN);
    await managed.signal('SIGKILL');
    const { view, attempt } = await asker.cutAndWatch();
    expect(attempt.ways).toMatchObject([
      { way: 'network-manager', outcome: 'absent', detail: expect.stringContaining('ServiceUnknown') },
      { way: 'nmcli', outcome: 'failed', detail: expect.stringContaining('NetworkManager is not running') },
      { way: 'link-down', outcome: 'refused' },
    ]);
    expect(attempt.unmanaged).toBeNull();
    expect(view.phase).toBe('still-on');
  });
});

test('one look at all links is quick enough to poll', async () => {
  const microseconds = await start().microsecondsPerLook();
  console.log(`one look at the links: ${microseconds.toFixed(0)} µs`);
  expect(microseconds).toBeLessThan(5_000);
});

describe('for an ordinary user, by the word of a real polkit', () => {
  beforeEach(({ skip }) => {
    if (cannotAuthorise) skip(cannotAuthorise);
  });
  const RULE = (result: string) => `polkit.addRule(function(action) {
    if (action.id.indexOf("org.freedesktop.NetworkManager.") === 0) return polkit.Result.${result};
  });`;
  const openWith = async (result: string) => {
    await managed.close();
    managed = await openManagedNetwork({ accounts: 'all' });
    await managed.startPolkit(RULE(result));
    return start(['pc0'], AS_ORDINARY_USER);
  };

  test('one who may, cuts and restores without a password', async () => {
    const asker = await openWith('YES');
    expect(await asker.mayCut()).toMatchObject({ answer: 'yes', why: 'network-manager' });
    const { view, attempt } = await asker.cutAndWatch();
    expect(attempt.ways).toMatchObject([{ way: 'network-manager', outcome: 'asked' }]);
    expect(view.phase).toBe('off');
    expect((await asker.restore(NOTHING)).ways).toMatchObject([{ outcome: 'asked' }]);
  });

  test('one who may not is told beforehand, refused, and told that the network is still on', async () => {
    const asker = await openWith('NO');
    expect(await asker.mayCut()).toMatchObject({ answer: 'no', why: 'network-manager', outOfReach: ['pc0'] });
    const { view, attempt } = await asker.cutAndWatch();
    expect(attempt.ways).toMatchObject([
      { way: 'network-manager', outcome: 'refused', detail: expect.stringContaining('PermissionDenied') },
      { way: 'link-down', outcome: 'refused' },
    ]);
    expect(view.phase).toBe('still-on');
  });

  test('one who must give a password is told so beforehand', async () => {
    const asker = await openWith('AUTH_ADMIN');
    expect(await asker.mayCut()).toMatchObject({ answer: 'asks-password', why: 'network-manager' });
    // Nobody is there to be asked: refused at once, not waited for.
    expect((await asker.cut()).attempt.ways[0]).toMatchObject({ outcome: 'refused' });
  });
});
