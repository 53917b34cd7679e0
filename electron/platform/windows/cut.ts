import type { CutAttempt, CutPermission, CutUndo, CutWay, NetworkSwitch, WayTried } from '../platform.ts';
import type { CommandEnd } from '../run-command.ts';
import { ERROR_FILE_NOT_FOUND, WindowsError } from './library.ts';
import { readLinks } from './links.ts';
import { areTasksRegistered, CUT_TASK, RESTORE_TASK, startTask } from './system-task.ts';
import { connect, disconnectAll, ERROR_SERVICE_NOT_ACTIVE, type WirelessLeft } from './wlan.ts';

const WLAN_MS = 2_000;
const TASK_MS = 4_000;
/** How long a radio that is being switched on may take until it can join. */
const RADIO_BACK_MS = 6_000;
const LOOK_EVERY_MS = 250;

type Answer = Pick<WayTried, 'outcome' | 'detail'> & { readonly adapters?: readonly string[] };

/** The radio at once, by the person's own right; the wired adapters by the installer's SYSTEM task. */
export class WindowsCut implements NetworkSwitch {
  readonly links = readLinks;

  async cut(): Promise<CutAttempt> {
    let left: readonly WirelessLeft[] = [];
    const ways = await Promise.all([
      timed('wlan-disconnect', () =>
        wireless(async () => {
          left = await disconnectAll();
          return left.map(({ name }) => name);
        }, WLAN_MS),
      ),
      timed('system-task', () => runTask(CUT_TASK)),
    ]);
    const wirelessLeft = left.flatMap(({ key, profile }) => (profile === null ? [] : [{ key, profile }]));
    return { ways, unmanaged: null, undo: { linksSetDown: [], wirelessLeft } };
  }

  async restore(undo: CutUndo): Promise<CutAttempt> {
    // First the adapters, then the networks: an adapter that is switched off joins none.
    const task = await timed('system-task', () => runTask(RESTORE_TASK));
    const joins = await Promise.all(
      undo.wirelessLeft.map(({ key, profile }) =>
        timed('wlan-disconnect', () =>
          wireless(async () => {
            await joinOnceBack(key, profile);
            return [profile];
          }, RADIO_BACK_MS + WLAN_MS),
        ),
      ),
    );
    const wirelessLeft = undo.wirelessLeft.filter((_, index) => joins[index]?.outcome !== 'asked');
    return { ways: [task, ...joins], unmanaged: null, undo: { linksSetDown: [], wirelessLeft } };
  }

  async mayCut(): Promise<CutPermission> {
    const links = readLinks();
    const physical = links.ok ? links.value.filter((link) => link.physical) : null;
    const namesOf = (wanted: (kind: string) => boolean) =>
      physical?.filter(({ kind }) => wanted(kind)).map(({ name }) => name) ?? null;
    try {
      if (areTasksRegistered()) return { answer: 'yes', why: 'task-registered', detail: '', outOfReach: [] };
    } catch (error) {
      return { answer: 'unknown', why: 'no-answer', detail: String(error), outOfReach: null };
    }
    const onlyWireless = physical !== null && physical.length > 0 && physical.every(({ kind }) => kind === 'wifi');
    return {
      answer: onlyWireless ? 'yes' : 'no',
      why: 'task-missing',
      detail: '',
      outOfReach: namesOf((kind) => kind !== 'wifi'),
    };
  }
}

async function timed(way: CutWay, ask: () => Promise<Answer>): Promise<WayTried> {
  const startedAtMs = performance.now();
  const answer = await ask();
  return { way, adapters: [], ...answer, tookMs: performance.now() - startedAtMs };
}

/** `work` gives the adapters or networks it asked for; with none there was nothing to do. */
async function wireless(work: () => Promise<string[]>, timeoutMs: number): Promise<Answer> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<Answer>((resolve) => {
    timer = setTimeout(resolve, timeoutMs, { outcome: 'late', detail: '' });
  });
  const done = work().then(
    (adapters): Answer => ({ outcome: adapters.length > 0 ? 'asked' : 'already', detail: '', adapters }),
    (error: unknown): Answer => {
      const isAbsent = !(error instanceof WindowsError) || error.code === ERROR_SERVICE_NOT_ACTIVE;
      return { outcome: isAbsent ? 'absent' : 'failed', detail: String(error) };
    },
  );
  return Promise.race([done, late]).finally(() => clearTimeout(timer));
}

/** The task has only been started: its adapters come back one after the other. */
async function joinOnceBack(key: string, profile: string): Promise<void> {
  for (const untilMs = performance.now() + RADIO_BACK_MS; ; ) {
    try {
      return await connect(key, profile);
    } catch (error) {
      const isAway = error instanceof WindowsError && error.code === ERROR_FILE_NOT_FOUND;
      if (!isAway || performance.now() >= untilMs) throw error;
      await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS));
    }
  }
}

async function runTask(name: typeof CUT_TASK | typeof RESTORE_TASK): Promise<Answer> {
  const end: CommandEnd = await startTask(name, TASK_MS);
  switch (end.kind) {
    case 'ended':
      return { outcome: end.code === 0 ? 'asked' : 'failed', detail: end.said };
    case 'failed':
      return { outcome: 'failed', detail: end.detail };
    default:
      return { outcome: end.kind, detail: '' };
  }
}
