import type { CutTried } from '../../contract/incident.ts';
import type { CutAttempt } from '../../platform/platform.ts';
import type { IncidentEffect, IncidentEvent, Stamp } from './incident-events.ts';
import type { IncidentParts } from './incident-ports.ts';

/** The platform bounds itself more tightly; this holds even where it does not. */
const CUT_WITHIN_MS = 8000;
const RESTORE_WITHIN_MS = 12_000;
const DETAIL_MAX_CHARACTERS = 500;
const NAME_MAX_CHARACTERS = 200;
const NAMES_MAX = 64;
const WAYS_MAX = 20;

type Answered = Extract<IncidentEvent, { kind: 'cut-answered' | 'restore-answered' }>;
type Answer = Answered extends infer E ? (E extends Stamp ? Omit<E, keyof Stamp> : never) : never;

/** Asks the platform to cut or to restore; resolves with what has then happened, at its bound at the latest. Never rejects. */
export async function switchNetwork(
  { network, log }: Pick<IncidentParts, 'network' | 'log'>,
  effect: Extract<IncidentEffect, { kind: 'cut' | 'restore' }>,
  pause: (ms: number) => Promise<void>,
  isRecordRead: () => boolean,
): Promise<Answer> {
  const { kind, turn } = effect;
  const ask = async () => (kind === 'cut' ? network.cut() : network.restore(effect.undo));
  const late = pause(kind === 'cut' ? CUT_WITHIN_MS : RESTORE_WITHIN_MS).then(() => null);
  const attempt = await Promise.race([ask(), late]).catch((error: unknown) => {
    log?.(`incident: ${kind} not asked: ${String(error)}`);
    return null;
  });
  for (const { way, outcome } of attempt?.ways ?? []) log?.(`incident: ${kind} ${way} ${outcome}`);
  const undo = attempt?.undo ?? null;
  const tried = triedIn(attempt);
  if (kind === 'restore') return { kind: 'restore-answered', turn, undo, tried };
  return {
    kind: 'cut-answered',
    turn,
    undo,
    tried,
    othersSignedIn: others(network, log),
    isRecordRead: isRecordRead(),
  };
}

/** As documents and pages carry it. null: the call itself failed or was late, so that no way has answered. */
function triedIn(attempt: CutAttempt | null): CutTried {
  const names = (list: readonly string[]) => list.slice(0, NAMES_MAX).map((name) => name.slice(0, NAME_MAX_CHARACTERS));
  const ways = (attempt?.ways ?? []).slice(0, WAYS_MAX).map(({ way, outcome, detail, adapters }) => ({
    way,
    outcome,
    detail: detail.slice(0, DETAIL_MAX_CHARACTERS),
    adapters: names(adapters),
  }));
  return { ways, unmanaged: attempt?.unmanaged ? names(attempt.unmanaged) : null };
}

/** Asked once the cut has been: whoever else is signed in here has lost the network too. */
function others(network: IncidentParts['network'], log: IncidentParts['log']): number | null {
  try {
    return network.otherAccountsSignedIn();
  } catch (error) {
    log?.(`incident: other accounts not read: ${String(error)}`);
    return null;
  }
}
