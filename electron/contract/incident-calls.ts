import { z } from 'zod';
import { DeliveryState } from './delivery.ts';
import { Connections, FirstReport, IncidentCode, IncidentPhase } from './incident.ts';

/** One press of the button. */
export const IncidentPress = z.strictObject({
  want: z.enum(['cut', 'report-only']),
  drill: z.boolean(),
});
export type IncidentPress = z.infer<typeof IncidentPress>;

/** What a press could do to the network, as the system says now. */
export const CutReach = z.strictObject({
  /** May this account cut? `unknown`: the system did not answer. */
  answer: z.enum(['yes', 'no', 'asks-password', 'unknown']),
  /** Adapters that would stay up all the same, by name; null: not known. */
  outOfReach: z.array(z.string().max(200)).max(64).nullable(),
});
export type CutReach = z.infer<typeof CutReach>;

/** What this PC keeps of the incident until the person has looked at it and released it. */
export const IncidentEvidence = z.strictObject({
  takenAtMs: z.number(),
  connections: Connections,
  screenshot: z.discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('taken'), pngBase64: z.base64() }),
    z.strictObject({ kind: z.literal('not-taken'), why: z.string() }),
  ]),
});
export type IncidentEvidence = z.infer<typeof IncidentEvidence>;

/** The way that needs no network: a QR code with its quiet zone, drawn black on white, and the text it holds. */
export const PhoneRoute = z.strictObject({
  /** No personal data; at most 300 characters. */
  text: z.string().min(1).max(300),
  sizeModules: z.int().min(21).max(200),
  /** The dark modules as an SVG path, one unit a module. */
  path: z.string().regex(/^[Mhvz\d .-]+$/),
});
export type PhoneRoute = z.infer<typeof PhoneRoute>;

/** One report of this PC, newest first in a list. */
export const IncidentSummary = z.strictObject({
  firstId: z.string().min(1).max(80),
  code: IncidentCode,
  drill: z.boolean(),
  clickedAtMs: z.number(),
  /** As it stood last; closing it changes nothing of how it ended. */
  phase: IncidentPhase,
  falseAlarm: z.boolean(),
  /** Where the first document stands; null: this PC no longer keeps it. A server's refusal is `queued`: it is tried again. */
  report: DeliveryState.nullable(),
});
export type IncidentSummary = z.infer<typeof IncidentSummary>;

/** What a person can rely on before anything happens. */
export const IncidentReadiness = z.strictObject({
  /** `taken`: another program holds the keys, so they do nothing here. */
  shortcut: z.discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('none') }),
    z.strictObject({ kind: z.enum(['on', 'taken']), accelerator: z.string() }),
  ]),
  /** Unix ms; null: never on this PC. */
  lastDrillAtMs: z.number().nullable(),
  /** The yearly reminder's day has come and no drill was held since. */
  drillDue: z.boolean(),
  /** What brings this PC's network back where the app cannot. */
  restoreCommand: z.string().max(200),
});
export type IncidentReadiness = z.infer<typeof IncidentReadiness>;

/** The commission's current notices. `unknown`: an address is set and nothing was ever read from it. */
export const CommissionNotices = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('none-set') }),
  z.strictObject({ kind: z.literal('unknown'), why: z.string() }),
  z.strictObject({
    kind: z.literal('known'),
    readAtMs: z.number(),
    /** Why the latest reading failed; null: what stands here is the latest. */
    lastError: z.string().nullable(),
    notices: z.array(z.strictObject({ title: z.string().max(200), words: z.string().max(1000) })).max(20),
  }),
]);
export type CommissionNotices = z.infer<typeof CommissionNotices>;

/** What the button would send if it were pressed now. */
export const ReportPreview = FirstReport.omit({ code: true, clickedAt: true }).extend({
  /** This PC's clock minus that of the server that answered last, in milliseconds; null: none has answered yet. */
  clockOffsetMs: z.int().nullable(),
});
export type ReportPreview = z.infer<typeof ReportPreview>;
