import { describe, expect, it } from 'vitest';
import { hasNetAdmin, LinuxCut } from '../../../../electron/platform/linux/cut.ts';
import { type Answer, answerOf } from '../../../../electron/platform/linux/network-manager.ts';
import type { AdapterLink, CutUndo } from '../../../../electron/platform/platform.ts';
import type { CommandEnd } from '../../../../electron/platform/run-command.ts';

const NOTHING: CutUndo = { linksSetDown: [], wirelessLeft: [] };
const ASKED: Answer = { outcome: 'asked', detail: '' };
const ended = (code: number, said = ''): CommandEnd => ({ kind: 'ended', code, said });

/** A PC with two adapters, of which the service manages one. */
function pc({
  answer = ASKED,
  nmcli = ended(0),
  ip = ended(0),
  mayNetAdmin = false,
  permission = 'yes' as string | Error,
  isOn = true,
}: Partial<{
  answer: Answer;
  nmcli: CommandEnd;
  ip: CommandEnd;
  mayNetAdmin: boolean;
  permission: string | Error;
  isOn: boolean;
}> = {}) {
  const states: Record<string, AdapterLink['state']> = { wired: 'up', wild: 'up', vpn: 'up' };
  const commands: string[] = [];
  const requests: boolean[] = [];
  const cut = new LinuxCut({
    links: () => ({
      ok: true,
      value: Object.entries(states).map(([name, state]) => ({
        key: `key-${name}`,
        name,
        kind: name === 'vpn' ? 'vpn' : 'ethernet',
        physical: name !== 'vpn',
        state,
        rxBytes: 0,
        txBytes: 0,
      })),
    }),
    networkManager: {
      async setNetworking(on) {
        requests.push(on);
        if (answer.outcome === 'asked') states.wired = on ? 'up' : 'down';
        return answer;
      },
      async permission() {
        if (permission instanceof Error) throw permission;
        return permission;
      },
      isNetworkingOn: async () => isOn,
      unmanagedNames: async () => ['lo', 'wild', 'docker0'],
    },
    async run(program, args) {
      commands.push([program, ...args].join(' '));
      if (program === 'nmcli') return nmcli;
      if (ip.kind === 'ended' && ip.code === 0) states[args[3] ?? ''] = args[4] === 'up' ? 'up' : 'down';
      return ip;
    },
    mayNetAdmin: () => mayNetAdmin,
  });
  return { cut, states, commands, requests };
}
const outcomes = (ways: readonly { way: string; outcome: string }[]) =>
  ways.map(({ way, outcome }) => `${way}: ${outcome}`);

describe('a cut', () => {
  it('sets down what the service left up, where this account may, and remembers it', async () => {
    const { cut, states, commands } = pc({ mayNetAdmin: true });
    const attempt = await cut.cut();
    expect(outcomes(attempt.ways)).toEqual(['network-manager: asked', 'link-down: asked']);
    expect(attempt).toMatchObject({ unmanaged: ['wild'], undo: { linksSetDown: ['wild'], wirelessLeft: [] } });
    expect(commands).toEqual(['ip link set dev wild down']);
    expect(states).toEqual({ wired: 'down', wild: 'down', vpn: 'up' });
  });

  it('claims nothing for a link that `ip` did not set down', async () => {
    const { cut } = pc({ mayNetAdmin: true, ip: ended(2, 'RTNETLINK answers: Operation not permitted') });
    const attempt = await cut.cut();
    expect(attempt.ways[1]).toMatchObject({
      way: 'link-down',
      outcome: 'failed',
      detail: 'RTNETLINK answers: Operation not permitted',
      adapters: ['wild'],
    });
    expect(attempt.undo).toEqual(NOTHING);
  });

  it('says that a right is missing where it is, and runs nothing', async () => {
    const { cut, commands } = pc();
    expect(outcomes((await cut.cut()).ways)).toEqual(['network-manager: asked', 'link-down: refused']);
    expect(commands).toEqual([]);
  });

  it.each(['absent', 'failed'] as const)('asks nmcli where the service over the bus is %s', async (outcome) => {
    const { cut, commands } = pc({ answer: { outcome, detail: 'no bus' } });
    expect(outcomes((await cut.cut()).ways).slice(0, 2)).toEqual([`network-manager: ${outcome}`, 'nmcli: asked']);
    expect(commands).toEqual(['nmcli networking off']);
  });

  it.each(['refused', 'late'] as const)('does not ask nmcli for what the service has %s', async (outcome) => {
    const { cut, commands } = pc({ answer: { outcome, detail: '' } });
    const attempt = await cut.cut();
    expect(outcomes(attempt.ways)).toEqual([`network-manager: ${outcome}`, 'link-down: refused']);
    expect(attempt.unmanaged).toBeNull();
    expect(commands).toEqual([]);
  });

  it.each([
    [{ kind: 'absent' } as const, 'absent', ''],
    [{ kind: 'late' } as const, 'late', ''],
    [{ kind: 'failed', detail: 'EACCES' } as const, 'failed', 'EACCES'],
    [ended(8, 'Error: NetworkManager is not running.'), 'failed', 'Error: NetworkManager is not running.'],
  ])('tells apart how nmcli ended: %j', async (nmcli, outcome, detail) => {
    const { cut } = pc({ answer: { outcome: 'absent', detail: '' }, nmcli });
    expect((await cut.cut()).ways[1]).toMatchObject({ way: 'nmcli', outcome, detail });
  });
});

describe('restoring', () => {
  it('asks the service, then sets up what is still down', async () => {
    const { cut, states, commands, requests } = pc({ mayNetAdmin: true });
    const { undo } = await cut.cut();
    const restored = await cut.restore(undo);
    expect(commands.at(-1)).toBe('ip link set dev wild up');
    expect(requests).toEqual([false, true]);
    expect(restored.undo).toEqual(NOTHING);
    expect(states).toMatchObject({ wired: 'up', wild: 'up' });
  });

  it('keeps what could not be set up, for the next try', async () => {
    const { cut, states } = pc();
    states.wild = 'down';
    const restored = await cut.restore({ ...NOTHING, linksSetDown: ['wild'] });
    expect(outcomes(restored.ways)).toEqual(['network-manager: asked', 'link-down: refused']);
    expect(restored.undo.linksSetDown).toEqual(['wild']);
  });
});

describe('restoring after a crash, when nobody knows which links were set down', () => {
  it('leaves to the service what it brings up, and needs no right of its own for it', async () => {
    const { cut, states, commands } = pc();
    states.wired = 'down';
    const restored = await cut.restore({ ...NOTHING, linksSetDown: ['wired', 'wild'] });
    expect(outcomes(restored.ways)).toEqual(['network-manager: asked']);
    expect(commands).toEqual([]);
    expect(restored.undo).toEqual(NOTHING);
  });

  it('sets up every physical one that is down, where it is not even known what was up', async () => {
    const { cut, states, commands } = pc({ mayNetAdmin: true });
    Object.assign(states, { wired: 'down', wild: 'down', vpn: 'down' });
    const restored = await cut.restore({ ...NOTHING, linksSetDown: null });
    expect(commands).toEqual(['ip link set dev wild up']);
    expect(restored.undo).toEqual(NOTHING);
    expect(states).toEqual({ wired: 'up', wild: 'up', vpn: 'down' });
  });

  it('does not try for an interface that is no longer there', async () => {
    const { cut, commands } = pc({ mayNetAdmin: true });
    await cut.restore({ ...NOTHING, linksSetDown: ['pulled-out'] });
    expect(commands).toEqual([]);
  });
});

describe('whether this account may cut', () => {
  it.each([
    ['yes', 'yes', ['wild']],
    ['auth', 'asks-password', ['wild']],
    ['no', 'no', ['wired', 'wild']],
    ['', 'unknown', ['wild']],
  ])('is as the service says: "%s" is %s', async (permission, answer, outOfReach) => {
    expect(await pc({ permission }).cut.mayCut()).toEqual({ answer, why: 'network-manager', detail: '', outOfReach });
  });

  it('is yes for all adapters where it may set links down itself', async () => {
    const { cut } = pc({ mayNetAdmin: true, permission: 'no' });
    expect(await cut.mayCut()).toEqual({ answer: 'yes', why: 'net-admin', detail: '', outOfReach: [] });
  });

  it('does not name what is out of reach while networking is off, as nobody can tell then', async () => {
    expect(await pc({ isOn: false }).cut.mayCut()).toMatchObject({ answer: 'yes', outOfReach: null });
  });

  it('is no without the service, and not known where it does not answer', async () => {
    const absent = Object.assign(new Error('not provided'), { dbusName: 'org.freedesktop.DBus.Error.ServiceUnknown' });
    expect(await pc({ permission: absent }).cut.mayCut()).toMatchObject({
      answer: 'no',
      why: 'no-network-manager',
      outOfReach: ['wired', 'wild'],
    });
    const late = Object.assign(new Error('no reply'), { code: 'ETIMEDOUT' });
    expect(await pc({ permission: late }).cut.mayCut()).toMatchObject({ answer: 'unknown', why: 'no-answer' });
  });
});

it.each([
  ['org.freedesktop.DBus.Error.ServiceUnknown', 'absent'],
  ['org.freedesktop.NetworkManager.AlreadyEnabledOrDisabled', 'already'],
  ['org.freedesktop.NetworkManager.PermissionDenied', 'refused'],
  ['org.freedesktop.DBus.Error.AccessDenied', 'refused'],
  ['org.freedesktop.DBus.Error.NoReply', 'late'],
  ['org.freedesktop.NetworkManager.Failed', 'failed'],
])('the bus’s error %s is %s, and its words are kept', (dbusName, outcome) => {
  expect(answerOf(Object.assign(new Error('words'), { dbusName }))).toEqual({ outcome, detail: `${dbusName}: words` });
});

it('the right to set links is read from the process’s effective capabilities', () => {
  expect(hasNetAdmin('Name:\tnode\nCapEff:\t0000000000001000\n')).toBe(true);
  expect(hasNetAdmin('CapEff:\t000001ffffffffff\n')).toBe(true);
  expect(hasNetAdmin('CapPrm:\t0000000000001000\nCapEff:\t0000000000000000\n')).toBe(false);
  expect(hasNetAdmin('CapEff:\t000001ffffffefff\n')).toBe(false);
  expect(hasNetAdmin('')).toBe(false);
});
