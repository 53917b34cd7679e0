import type {
  AdapterState,
  Connections,
  ContactCard,
  CutTried,
  Details,
  EvidenceReport,
  FirstReport,
  IncidentBody,
  OutcomeReport,
  Surroundings,
} from '../../contract/incident.ts';
import { isoTime } from '../../contract/iso-time.ts';

/** What a further document takes from its incident. */
export interface About {
  readonly code: string;
  readonly firstId: string;
  readonly drill: boolean;
  readonly timeZone: string;
}

export interface FirstFacts {
  readonly code: string;
  readonly drill: boolean;
  readonly asked: FirstReport['asked'];
  readonly remoteSession: boolean | null;
  readonly clickedAtMs: number;
  readonly timeZone: string;
  readonly accountName: string;
  readonly machineName: string;
  readonly osName: string;
  readonly appVersion: string;
  readonly contact: ContactCard | null;
  readonly surroundings: Surroundings;
}

/** The least that a handler needs; leaves at once, without asking. */
export function firstReport(facts: FirstFacts): FirstReport {
  const { clickedAtMs, timeZone, ...rest } = facts;
  return {
    schema: 1,
    part: 'first',
    ...rest,
    clickedAt: isoTime(clickedAtMs, timeZone),
  };
}

export interface OutcomeFacts {
  readonly cutAskedAtMs: number | null;
  readonly adapters: readonly AdapterState[];
  /** How the cut was tried, or the restoring. */
  readonly tried: CutTried | null;
  readonly restoreReason: OutcomeReport['restoreReason'];
}

export function outcomeReport(
  about: About,
  outcome: OutcomeReport['outcome'],
  atMs: number,
  { cutAskedAtMs, adapters, tried, restoreReason }: OutcomeFacts,
): OutcomeReport {
  const at = isoTime(atMs, about.timeZone);
  const cutAskedAt = cutAskedAtMs === null ? null : isoTime(cutAskedAtMs, about.timeZone);
  return { ...further(about), part: 'outcome', outcome, at, cutAskedAt, adapters: [...adapters], restoreReason, tried };
}

export function detailsReport(about: About, answers: Details, atMs: number): IncidentBody {
  return { ...further(about), part: 'details', at: isoTime(atMs, about.timeZone), answers };
}

export function falseAlarmReport(about: About, words: string, atMs: number): IncidentBody {
  return { ...further(about), part: 'false-alarm', at: isoTime(atMs, about.timeZone), words };
}

/** What the person looked at and let go; whatever they did not tick is null, and leaves nothing behind. */
export function evidenceReport(
  about: About,
  released: { connections: Connections | null; screenshotName: string | null; words: string },
  takenAtMs: number,
  releasedAtMs: number,
): EvidenceReport {
  const { connections, screenshotName, words } = released;
  return {
    ...further(about),
    part: 'evidence',
    takenAt: isoTime(takenAtMs, about.timeZone),
    releasedAt: isoTime(releasedAtMs, about.timeZone),
    connections,
    screenshot: screenshotName === null ? null : { attachment: screenshotName },
    words,
  };
}

function further({ code, firstId, drill }: About) {
  return { schema: 1, code, drill, first: firstId } as const;
}
