import type { PrivateNetwork } from './private-network.ts';

/** `console`: sits at this PC. `remote`: came by ssh. */
export type Seat = 'console' | 'remote';

const FILES = `
mkdir -p /run/systemd/sessions /run/systemd/users /run/systemd/seats /run/systemd/machines
printf '%s\\n' "$0" > /run/systemd/sessions/c1
printf '%s\\n' "$1" > "/run/systemd/users/$2"
printf '%s\\n' "$3" > /run/systemd/seats/seat0
`;

/**
 * Signs an account in as systemd-logind writes it down: state files under /run/systemd, which the app reads as
 * sd-login(3) does. Only that: without systemd's control groups polkit still takes the account for one that is away.
 */
export async function signIn(network: PrivateNetwork, uid: number, seat: Seat): Promise<void> {
  const started = `REALTIME=${Date.now() * 1000}\nMONOTONIC=1`;
  const own = `UID=${uid}\nUSER=nobody\nACTIVE=1\nSTATE=active\nCLASS=user\nLEADER=1\n${started}`;
  const session =
    seat === 'console'
      ? `${own}\nIS_DISPLAY=1\nREMOTE=0\nTYPE=x11\nSERVICE=lightdm\nSEAT=seat0\nVTNR=7`
      : `${own}\nIS_DISPLAY=0\nREMOTE=1\nREMOTE_HOST=203.0.113.9\nTYPE=tty\nSERVICE=sshd`;
  const user = `NAME=nobody\nSTATE=active\nDISPLAY=c1\nSESSIONS=c1\nACTIVE_SESSIONS=c1\nONLINE_SESSIONS=c1`;
  const front = seat === 'console' ? `ACTIVE=c1\nACTIVE_UID=${uid}\nSESSIONS=c1\nUIDS=${uid}` : '';
  await network.run('sh', ['-ec', FILES, session, user, String(uid), `IS_SEAT0=1\n${front}`]);
}
