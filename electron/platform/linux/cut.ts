import { readFileSync } from 'node:fs';
import type {
  AdapterLink,
  CutAttempt,
  CutPermission,
  CutUndo,
  CutWay,
  NetworkSwitch,
  Read,
  WayTried,
} from '../platform.ts';
import { type CommandEnd, runCommand } from '../run-command.ts';
import { answerOf, type NetworkManager } from './network-manager.ts';

/** A healthy service answers in 10 ms; one that is stuck must not hold up the other ways. */
const SERVICE_ANSWER_MS = 1_500;
const COMMAND_MS = 2_000;
/** For what only completes the picture. */
const DETAIL_MS = 500;
/** How long after being asked the service may take before links are set down one by one. */
const SETTLE_MS = 300;
const LOOK_EVERY_MS = 10;
const NOTHING: CutUndo = { linksSetDown: [], wirelessLeft: [] };

export interface LinuxCutParts {
  readonly links: () => Read<readonly AdapterLink[]>;
  readonly networkManager: Pick<NetworkManager, 'setNetworking' | 'permission' | 'isNetworkingOn' | 'unmanagedNames'>;
  readonly run?: typeof runCommand;
  /** May this process set links up and down itself? */
  readonly mayNetAdmin?: () => boolean;
}

/** NetworkManager first; `nmcli` where the bus cannot be reached; `ip link` for what is left, where this process may. */
export class LinuxCut implements NetworkSwitch {
  readonly links: () => Read<readonly AdapterLink[]>;
  readonly #networkManager: LinuxCutParts['networkManager'];
  readonly #run: typeof runCommand;
  readonly #mayNetAdmin: () => boolean;

  constructor({ links, networkManager, run = runCommand, mayNetAdmin = hasNetAdmin }: LinuxCutParts) {
    this.links = links;
    this.#networkManager = networkManager;
    this.#run = run;
    this.#mayNetAdmin = mayNetAdmin;
  }

  async cut(): Promise<CutAttempt> {
    const ways = await this.#switchNetworking(false);
    const managed = ways.some(wasTaken);
    const left = () => this.#physicalNotDown();
    const names = managed ? await this.#settled(left) : left();
    const linksSetDown: string[] = [];
    if (names.length > 0) {
      const way = await this.#setLinks(names, 'down');
      ways.push(way);
      if (wasTaken(way)) linksSetDown.push(...way.adapters);
    }
    // Where it was off already, nobody can tell what it left alone from what it switched off.
    const canTell = ways.some(({ way, outcome }) => way === 'network-manager' && outcome === 'asked');
    return { ways, unmanaged: canTell ? await this.#unmanaged() : null, undo: { ...NOTHING, linksSetDown } };
  }

  async restore(undo: CutUndo): Promise<CutAttempt> {
    const ways = await this.#switchNetworking(true);
    // After the service: after a crash nobody knows which links were set down, and those it manages come up by it.
    const down = await this.#settled(() => this.#downAmong(undo.linksSetDown));
    const way = down.length > 0 ? await this.#setLinks(down, 'up') : null;
    if (way) ways.push(way);
    const linksSetDown = way && wasTaken(way) ? down.filter((name) => !way.adapters.includes(name)) : down;
    return { ways, unmanaged: null, undo: { ...NOTHING, linksSetDown } };
  }

  async mayCut(): Promise<CutPermission> {
    // Asked even where it is not needed: it opens the connection that the cut will use.
    const asked = await this.#askPermission();
    if (this.#mayNetAdmin()) return { answer: 'yes', why: 'net-admin', detail: '', outOfReach: [] };
    return asked;
  }

  async #askPermission(): Promise<CutPermission> {
    const physical = this.#physicalNames();
    try {
      const said = await this.#networkManager.permission(SERVICE_ANSWER_MS);
      const answer = said === 'yes' || said === 'no' ? said : said === 'auth' ? 'asks-password' : 'unknown';
      const isOn = await this.#networkManager.isNetworkingOn(SERVICE_ANSWER_MS);
      const outOfReach = answer === 'no' ? physical : isOn ? await this.#unmanaged() : null;
      return { answer, why: 'network-manager', detail: '', outOfReach };
    } catch (error) {
      const { outcome, detail } = answerOf(error);
      return outcome === 'absent'
        ? { answer: 'no', why: 'no-network-manager', detail, outOfReach: physical }
        : { answer: 'unknown', why: 'no-answer', detail, outOfReach: null };
    }
  }

  async #switchNetworking(on: boolean): Promise<WayTried[]> {
    const first = await timed('network-manager', [], () => this.#networkManager.setNetworking(on, SERVICE_ANSWER_MS));
    if (first.outcome !== 'absent' && first.outcome !== 'failed') return [first];
    // Only then: to a service that refuses or hangs, nmcli says the same words over the same bus.
    const second = await timed('nmcli', [], async () =>
      answerOfCommand(await this.#run('nmcli', ['networking', on ? 'on' : 'off'], COMMAND_MS)),
    );
    return [first, second];
  }

  async #setLinks(names: readonly string[], to: 'up' | 'down'): Promise<WayTried> {
    return timed('link-down', names, async () => {
      if (!this.#mayNetAdmin()) return { outcome: 'refused', detail: 'CAP_NET_ADMIN is needed' };
      // At once, not one after another: each start of a program costs 5 ms.
      const ends = await Promise.all(
        names.map((name) => this.#run('ip', ['link', 'set', 'dev', name, to], COMMAND_MS)),
      );
      const answers = ends.map(answerOfCommand);
      const worst = answers.find(({ outcome }) => outcome !== 'asked');
      const adapters = names.filter((_, index) => answers[index]?.outcome === 'asked');
      return worst && adapters.length === 0 ? worst : { outcome: 'asked', detail: worst?.detail ?? '', adapters };
    });
  }

  /** Names of `those` that are left once the service has had its time. */
  async #settled(those: () => string[]): Promise<string[]> {
    const untilMs = performance.now() + SETTLE_MS;
    for (;;) {
      const left = those();
      if (left.length === 0 || performance.now() >= untilMs) return left;
      await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS));
    }
  }

  #physicalNotDown(): string[] {
    const links = this.links();
    if (!links.ok) return [];
    return links.value.filter(({ physical, state }) => physical && state !== 'down').map(({ name }) => name);
  }

  /** null: any physical one. */
  #downAmong(names: readonly string[] | null): string[] {
    const links = this.links();
    if (!links.ok) return [...(names ?? [])];
    const isMeant = ({ name, physical }: AdapterLink) => (names ? names.includes(name) : physical);
    return links.value.filter((link) => isMeant(link) && link.state === 'down').map(({ name }) => name);
  }

  #physicalNames(): string[] | null {
    const links = this.links();
    return links.ok ? links.value.filter(({ physical }) => physical).map(({ name }) => name) : null;
  }

  async #unmanaged(): Promise<string[] | null> {
    const physical = this.#physicalNames();
    const names = await this.#networkManager.unmanagedNames(DETAIL_MS).catch(() => null);
    return names && (physical?.filter((name) => names.includes(name)) ?? null);
  }
}

const wasTaken = ({ outcome }: WayTried) => outcome === 'asked' || outcome === 'already';

async function timed(
  way: CutWay,
  adapters: readonly string[],
  ask: () => Promise<Pick<WayTried, 'outcome' | 'detail'> & { adapters?: readonly string[] }>,
): Promise<WayTried> {
  const startedAtMs = performance.now();
  const answer = await ask();
  return { way, adapters, ...answer, tookMs: performance.now() - startedAtMs };
}

function answerOfCommand(end: CommandEnd): Pick<WayTried, 'outcome' | 'detail'> {
  switch (end.kind) {
    case 'ended':
      return { outcome: end.code === 0 ? 'asked' : 'failed', detail: end.said };
    case 'absent':
    case 'late':
      return { outcome: end.kind, detail: '' };
    case 'failed':
      return { outcome: 'failed', detail: end.detail };
  }
}

/** capabilities(7): bit 12. */
const CAP_NET_ADMIN = 1n << 12n;

/** Effective capabilities of this process; false where /proc does not say. */
export function hasNetAdmin(status = readStatus()): boolean {
  const effective = /^CapEff:\s*([0-9a-f]+)$/m.exec(status)?.[1];
  return effective !== undefined && (BigInt(`0x${effective}`) & CAP_NET_ADMIN) !== 0n;
}

function readStatus(): string {
  try {
    return readFileSync('/proc/self/status', 'latin1');
  } catch {
    return '';
  }
}
