import { CallRefused } from '../../contract/call-refused.ts';
import type { ContactCard } from '../../contract/incident.ts';
import type {
  CommissionNotices,
  CutReach,
  IncidentReadiness,
  IncidentSummary,
  PhoneRoute,
  ReportPreview,
} from '../../contract/incident-calls.ts';
import type { Handlers } from '../../contract/ipc.ts';
import type { EvidenceShelf } from './evidence.ts';
import type { IncidentService } from './incident-service.ts';

export interface IncidentHandlerParts {
  readonly incident: IncidentService;
  readonly evidence: Pick<EvidenceShelf, 'of'>;
  /** For the incident as it stands; null: none, or no phone number is set. */
  readonly phoneRoute: () => PhoneRoute | null;
  /** Newest first. */
  readonly history: () => IncidentSummary[];
  /** Asks where to save; null: the person closed the dialog. */
  readonly savePdf: (firstId: string) => Promise<{ fileName: string } | null>;
  /** What a press would report now; sends nothing. */
  readonly preview: () => ReportPreview;
  readonly readiness: () => IncidentReadiness;
  readonly reach: () => Promise<CutReach>;
  readonly notices: () => CommissionNotices | Promise<CommissionNotices>;
  readonly contact: {
    /** null: never filled in. */
    read(): ContactCard | null;
    write(card: ContactCard): Promise<void>;
  };
}

export function incidentHandlers(parts: IncidentHandlerParts): Handlers['incident'] {
  const { incident, evidence, contact } = parts;
  return {
    view: () => incident.view(),
    press: (press) => incident.press(press),
    cutNow: () => incident.cutNow(),
    doNotCut: () => incident.doNotCut(),
    askRestore: () => incident.askRestore(),
    cancelRestore: () => incident.cancelRestore(),
    restore: ({ reason }) => incident.restore(reason),
    giveDetails: (answers) => incident.giveDetails(answers),
    evidence: () => {
      const kept = evidence.of(incident.view()?.firstId ?? '');
      return kept && { takenAtMs: kept.takenAtMs, connections: kept.connections, screenshot: kept.screenshot };
    },
    release: (ticked) => incident.release(ticked),
    discardEvidence: () => incident.discardEvidence().catch(notSaved),
    callFalseAlarm: ({ words }) => incident.callFalseAlarm(words),
    close: () => incident.close(),
    phoneRoute: () => parts.phoneRoute(),
    history: () => parts.history(),
    savePdf: ({ firstId }) => parts.savePdf(firstId),
    preview: () => parts.preview(),
    readiness: () => parts.readiness(),
    reach: () => parts.reach(),
    notices: () => parts.notices(),
    contact: () => contact.read(),
    setContact: (card) => contact.write(card).catch(notSaved),
  };
}

function notSaved(error: unknown): never {
  throw new CallRefused('cannot-save', String(error));
}
