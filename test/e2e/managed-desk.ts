import { copyFile, mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { test as base } from '@playwright/test';
import { electronRuntime } from '../../electron/dev/electron-runtime.mjs';
import { cannotAuthorise, cannotManage, type ManagedNetwork, openManagedNetwork } from '../system/managed-network.ts';
import { type Packets, watchPackets } from '../system/packets.ts';
import { joinedNetwork } from '../system/private-network.ts';
import { type Seat, signIn } from '../system/signed-in.ts';
import { Desk, ROOT } from './desk.ts';
import { HOTLINE } from './incident-page.ts';

const SYSTEM_BUS = 'unix:path=/run/dbus/system_bus_socket';
/** "nobody": neither root nor anybody at the real screen. */
const UID = 65534;
/** Folders that root alone may enter are shown again where everybody may. */
const ELECTRON = '/run/citynet/electron';
export const CLONE = '/run/citynet/clone';

/** A desk whose network a real NetworkManager manages, where the app runs with an ordinary account's rights. */
export interface ManagedDesk {
  readonly desk: Desk;
  readonly managed: ManagedNetwork;
  readonly packets: Packets;
  close(): Promise<void>;
}

export interface ManagedDeskOptions {
  readonly seat?: Seat;
  /** By polkit. False: by NetworkManager's own policy, which knows no active session of this account. */
  readonly mayCut?: boolean;
  /** Interfaces that the app takes for hardware. */
  readonly physical?: string;
}

/** Opens one such desk for a test, and closes it after. */
export const test = base.extend<{ open: (options?: ManagedDeskOptions) => Promise<ManagedDesk> }>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the fixture's needs from the pattern.
  open: async ({}, use) => {
    test.skip(cannotManage !== null, cannotManage ?? '');
    const opened: ManagedDesk[] = [];
    await use(async (options = {}) => {
      const place = await openManagedDesk(options);
      opened.push(place);
      await place.desk.setManaged({ incident: { cutMode: 'cut', hotlines: [HOTLINE], sendBeforeCutMs: 0 } });
      return place;
    });
    for (const place of opened) await place.close();
  },
});
export { expect } from '@playwright/test';

/** polkit(8). What its policy gives an active session cannot be had here: that takes control groups of systemd's making. */
const MAY_CUT = `polkit.addRule(function (action, subject) {
  if (action.id == 'org.freedesktop.NetworkManager.enable-disable-network' && subject.user == 'nobody')
    return polkit.Result.YES;
});`;

/** Only where root set the tests up is there another account; else the rights to the network are taken away instead. */
export async function openManagedDesk(options: ManagedDeskOptions): Promise<ManagedDesk> {
  const { seat = 'console', mayCut = true, physical = 'pc0' } = options;
  const managed = await openManagedNetwork({ network: joinedNetwork() });
  const folder = await mkdtemp(join(tmpdir(), 'citynet-e2e-'));
  const through = join(folder, 'as-ordinary-user');
  const { executablePath } = await electronRuntime();
  const env = { DBUS_SYSTEM_BUS_ADDRESS: SYSTEM_BUS, CITYNET_PHYSICAL: physical };
  await signIn(managed.network, cannotAuthorise === null ? UID : 0, seat);
  if (cannotAuthorise !== null) {
    await writeFile(through, lessRights(executablePath), { mode: 0o755 });
  } else {
    await managed.startPolkit(mayCut ? MAY_CUT : '');
    await managed.network.run('sh', ['-ec', SHOW, dirname(executablePath), ROOT]);
    await writeFile(through, asOrdinaryUser(folder, executablePath), { mode: 0o755 });
    if (process.env.XAUTHORITY) await copyFile(process.env.XAUTHORITY, join(folder, 'xauthority'));
  }
  const desk = new Desk(folder, {
    through,
    env: cannotAuthorise === null ? { ...env, ...personal(folder) } : env,
  });
  const packets = await watchPackets(managed.network);
  await packets.untilTheyFlow();
  return {
    desk,
    managed,
    packets,
    async close() {
      await desk.close();
      await packets.close();
      await managed.close();
    },
  };
}

const SHOW = `
mkdir -p ${ELECTRON} ${CLONE}
mount --bind "$0" ${ELECTRON}
mount --rbind "$1" ${CLONE}
`;

/** A session bus answers its own account only, which is not this one. */
const personal = (folder: string) => ({
  HOME: folder,
  XAUTHORITY: join(folder, 'xauthority'),
  DBUS_SESSION_BUS_ADDRESS: 'unix:path=/nonexistent/bus',
});

/** Playwright and the desk name files by the clone's own path. */
const asOrdinaryUser = (folder: string, executablePath: string) => `#!/bin/sh
chown -R ${UID}:${UID} ${folder}
chown 0:0 ${folder}/managed.json 2>/dev/null
for argument; do
  shift
  case $argument in ${ROOT}*) argument=${CLONE}/\${argument#${ROOT}} ;; esac
  set -- "$@" "$argument"
done
cd ${CLONE}
exec setpriv --reuid=${UID} --regid=${UID} --clear-groups ${ELECTRON}/${executablePath.slice(dirname(executablePath).length + 1)} "$@"
`;

const lessRights = (executablePath: string) => `#!/bin/sh
exec setpriv --bounding-set=-net_admin --inh-caps=-net_admin ${executablePath} "$@"
`;
