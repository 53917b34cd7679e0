import '../interpreted.ts';
import { z } from 'zod';
import { ContactCard, Details, IncidentView, RestoreReason } from '../incident.ts';
import {
  CommissionNotices,
  CutReach,
  IncidentEvidence,
  IncidentPress,
  IncidentReadiness,
  IncidentSummary,
  PhoneRoute,
  ReportPreview,
} from '../incident-calls.ts';
import { type CallShape, call, type EventShape, nothing } from './call.ts';

/** Each resolves once main has it on disk; where things then stand comes as `incident.changed`. */
export const calls = {
  /** null: there never was one on this PC. */
  view: call(nothing, IncidentView.nullable()),
  /** The red button: begins an incident or joins the open one; asks nothing. */
  press: call(IncidentPress, nothing),
  /** Ends the countdown of a remote session, or cuts after all where nothing was cut. */
  cutNow: call(nothing, nothing),
  /** Stays connected: in the countdown, or after an interruption. */
  doNotCut: call(nothing, nothing),
  /** Opens restoring's one question; nothing is restored yet. */
  askRestore: call(nothing, nothing),
  cancelRestore: call(nothing, nothing),
  restore: call(z.strictObject({ reason: RestoreReason }), nothing),
  giveDetails: call(Details, nothing),
  /** null: nothing was gathered for this incident, or it is not ready yet. */
  evidence: call(nothing, IncidentEvidence.nullable()),
  /** Sends what is ticked and no more; the rest stays on this PC. */
  release: call(
    z.strictObject({ connections: z.boolean(), screenshot: z.boolean(), words: z.string().max(2000) }),
    nothing,
  ),
  /** Deletes the evidence from this PC, unsent. Refused with `cannot-save` where the disk refuses. */
  discardEvidence: call(nothing, nothing),
  callFalseAlarm: call(z.strictObject({ words: z.string().max(500) }), nothing),
  close: call(nothing, nothing),
  /** null: there is no incident, or no phone number is set that it could hold. */
  phoneRoute: call(nothing, PhoneRoute.nullable()),
  /** Newest first. */
  history: call(nothing, z.array(IncidentSummary).max(500)),
  /** Main asks where to save; null: the person closed the dialog. */
  savePdf: call(
    z.strictObject({ firstId: z.string().min(1).max(80) }),
    z.strictObject({ fileName: z.string() }).nullable(),
  ),
  /** What would be sent now, read as the button itself reads it; sends nothing. */
  preview: call(nothing, ReportPreview),
  readiness: call(nothing, IncidentReadiness),
  /** Asks the system: up to 3 s. */
  reach: call(nothing, CutReach),
  /** What this PC keeps, at once; what the commission's address then answers follows as `noticesChanged`. */
  notices: call(nothing, CommissionNotices),
  /** null: never filled in. */
  contact: call(nothing, ContactCard.nullable()),
  /** Refused with `cannot-save` where the disk refuses. */
  setContact: call(ContactCard, nothing),
} as const satisfies Record<string, CallShape>;

export const events = { changed: IncidentView.nullable(), noticesChanged: CommissionNotices } as const satisfies Record<
  string,
  EventShape
>;
