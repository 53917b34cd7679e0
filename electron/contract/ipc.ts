import { z } from 'zod';
import { AcknowledgementView, ConsentWords, ReceiptCheck, ReceiptSummary } from './acknowledgement.ts';
import { AppInfo, LinkName, Notice } from './app.ts';
import type { ApiNames } from './channels.ts';
import { DeliveryView, DocumentId, OutboxContent, OutboxItem } from './delivery.ts';
import type { Envelope } from './envelope.ts';
import { ContactCard, Details, IncidentView, RestoreReason } from './incident.ts';
import {
  CommissionNotices,
  CutReach,
  IncidentEvidence,
  IncidentPress,
  IncidentReadiness,
  IncidentSummary,
  PhoneRoute,
  ReportPreview,
} from './incident-calls.ts';
import { NOTE_MAX_CHARACTERS } from './limits.ts';
import { EncryptedCopy, FileId, MailAnswers, MailCheckView, TakenFiles } from './mail.ts';
import { ProgramsView } from './mail-program.ts';
import { MessageReport } from './message.ts';
import { ClauseId, RulesPack, RulesView, TextDifference } from './rules.ts';
import { PersonalSettings, SettingsView } from './settings.ts';
import { DayId, DayUsage, HourUsage, UsageSnapshot } from './usage.ts';

// Schemas are interpreted, never compiled: the CSP allows no eval.
z.config({ jitless: true });

export interface CallShape {
  readonly args: z.ZodType;
  readonly result: z.ZodType;
  /** The page hands over `File` objects; preload alone makes `args` of them. */
  readonly takesFiles?: true;
}

const call = <A extends z.ZodType, R extends z.ZodType>(args: A, result: R) => ({ args, result });
const callWithFiles = <R extends z.ZodType>(result: R) => ({ args: TakenFiles, result, takesFiles: true }) as const;
const nothing = z.void();

/** Every call that the renderer may make, once, by feature. Main side, preload and test double derive from it. */
export const calls = {
  usage: {
    snapshot: call(nothing, UsageSnapshot),
    history: call(z.strictObject({ days: z.int().min(1).max(400) }), z.array(DayUsage)),
    /** null: hours are kept for 60 days only, or that day has none. */
    hoursOf: call(z.strictObject({ day: DayId }), z.array(HourUsage).nullable()),
    setNote: call(z.strictObject({ day: DayId, note: z.string().max(NOTE_MAX_CHARACTERS) }), nothing),
    /** Main asks where to save; null: the person closed the dialog. */
    exportCsv: call(nothing, z.strictObject({ fileName: z.string() }).nullable()),
    refreshOfficial: call(nothing, nothing),
  },
  /** Each resolves once main has it on disk; where things then stand comes as `incident.changed`. */
  incident: {
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
    /** From what this PC keeps; asks the commission's address at most as often as main allows. */
    notices: call(nothing, CommissionNotices),
    /** null: never filled in. */
    contact: call(nothing, ContactCard.nullable()),
    /** Refused with `cannot-save` where the disk refuses. */
    setContact: call(ContactCard, nothing),
  },
  delivery: {
    /** The newest documents, and what is wrong with the outbox itself. */
    view: call(nothing, DeliveryView),
    /** The next hundred older than that one, newest first; empty at the end. */
    older: call(z.strictObject({ before: DocumentId }), z.array(OutboxItem).max(100)),
    /** A first document and all that continue it, oldest first; empty: none is in the outbox. */
    about: call(z.strictObject({ firstId: z.string().min(1).max(80) }), z.array(OutboxItem)),
    /** Word for word. Refused with `not-available` where no such document is kept. */
    content: call(z.strictObject({ id: DocumentId }), OutboxContent),
    /** Tries every place that has not got it yet, now; resolves when the tries have begun. */
    retry: call(z.strictObject({ id: DocumentId }), nothing),
    /** Refused with `not-allowed` for what may have left this PC and is not past `keepDays`. */
    remove: call(z.strictObject({ id: DocumentId }), nothing),
  },
  rules: {
    view: call(nothing, RulesView),
    /** The edition in force, whole: reading and search need it all. */
    pack: call(nothing, RulesPack),
    /** Asks the managed address now; how it went comes as `rules.changed`. */
    checkNow: call(nothing, nothing),
  },
  /** Each that changes something resolves once main has it on disk; where things then stand comes as an event. */
  acknowledgement: {
    view: call(nothing, AcknowledgementView),
    /** Begins the guided reading, or goes on where it was left. */
    begin: call(nothing, nothing),
    /** What changed since this person signed; null: never signed, or nothing did. */
    changes: call(nothing, TextDifference.nullable()),
    seeChanges: call(nothing, nothing),
    /** By the person's own word, at the section's end. Refused with `not-available` for another edition's article. */
    readSection: call(z.strictObject({ article: ClauseId }), nothing),
    answer: call(z.strictObject({ question: z.string().max(60), choice: z.int().min(0).max(2) }), nothing),
    /** What will be signed, word for word, in that language. */
    consent: call(z.strictObject({ language: z.enum(['zh-TW', 'en']) }), ConsentWords),
    /**
     * Signs, keeps and hands over. Refused with the field where name or number is missing, `not-allowed` before the
     * reading is done, `no-key-store` where no key may sign, `cannot-save` where the disk refuses; nothing is lost.
     */
    sign: call(
      z.strictObject({
        language: z.enum(['zh-TW', 'en']),
        name: z.string().max(80),
        employeeNumber: z.string().max(40),
        /** The statement that the person saw; another one in force meanwhile is refused. */
        statement: z.string().max(1000),
      }),
      ReceiptSummary,
    ),
    /** "I have questions, not yet": kept on this PC; with `send` the words go to the commission as a document. */
    notYet: call(z.strictObject({ words: z.string().max(2000), send: z.boolean() }), nothing),
    /** Where the key is lost: begins a new chain, which names the old one's last hash. */
    startNewChain: call(nothing, nothing),
    /** Asks the key store again, e.g. once it has been unlocked. */
    checkKey: call(nothing, nothing),
    /** Newest first. */
    receipts: call(nothing, z.array(ReceiptSummary).max(500)),
    /** Main asks where to save; null: the person closed the dialog. */
    savePdf: call(z.strictObject({ receiptId: DocumentId }), z.strictObject({ fileName: z.string() }).nullable()),
    saveJson: call(z.strictObject({ receiptId: DocumentId }), z.strictObject({ fileName: z.string() }).nullable()),
    /** Files that the person dropped, as text: checked alone and, in one drop, as a chain. */
    verify: call(
      z.array(z.strictObject({ name: z.string().max(300), text: z.string().max(2_000_000) })).max(50),
      z.array(ReceiptCheck).max(50),
    ),
  },
  /** Nothing here leaves the PC but `reportMessage`, which says so first. Files are read, never changed. */
  mail: {
    view: call(nothing, MailCheckView),
    /** Adds to the check. Refused by preload with `no-file` where a `File` has no path, e.g. dragged from a page. */
    take: callWithFiles(nothing),
    /** Main asks which; resolves with how many were chosen. */
    choose: call(nothing, z.strictObject({ files: z.int() })),
    remove: call(z.strictObject({ id: FileId }), nothing),
    /** Forgets files, recipients and answers. */
    clear: call(nothing, nothing),
    cancel: call(nothing, nothing),
    /** As pasted from the mail program; '' for none. Kept in memory only. */
    setRecipients: call(z.strictObject({ text: z.string().max(200_000) }), nothing),
    setAnswers: call(MailAnswers, nothing),
    /**
     * AES-256, zip within zip, main asks where to save; null: the person closed the dialog. Refused with `not-allowed`
     * for what the person called classified.
     */
    encrypt: call(z.strictObject({ ids: z.array(FileId).min(1).max(1000) }), EncryptedCopy.nullable()),
    /** The result as PDF, without file contents; main asks where to save. */
    saveSummary: call(nothing, z.strictObject({ fileName: z.string() }).nullable()),
    /** Refused with `not-available` for what is no message. */
    inspect: callWithFiles(MessageReport),
    chooseMessage: call(nothing, MessageReport.nullable()),
    /**
     * The person has been told that the message carries third parties' data. `attached`: false where it is larger than
     * the agency lets a document be, or cannot be read any more; the report went without it.
     */
    reportMessage: call(z.strictObject({ id: FileId, cut: z.boolean() }), z.strictObject({ attached: z.boolean() })),
    programs: call(nothing, ProgramsView),
  },
  settings: {
    view: call(nothing, SettingsView),
    set: call(PersonalSettings.partial(), SettingsView),
  },
  app: {
    info: call(nothing, AppInfo),
    finishFirstRun: call(nothing, nothing),
    notices: call(nothing, z.array(Notice)),
    dismissNotice: call(z.strictObject({ id: z.string().max(200) }), nothing),
    openLink: call(z.strictObject({ name: LinkName }), nothing),
  },
} as const satisfies Record<string, Record<string, CallShape>>;

/** Every event that main may send, once, by feature. */
export const events = {
  usage: { changed: UsageSnapshot },
  incident: { changed: IncidentView.nullable() },
  delivery: { changed: DeliveryView },
  rules: { changed: RulesView },
  acknowledgement: { changed: AcknowledgementView },
  mail: { changed: MailCheckView },
  settings: { changed: SettingsView },
  app: { notices: z.array(Notice) },
} as const satisfies Record<string, Record<string, z.ZodType>>;

export type Calls = typeof calls;
export type Events = typeof events;

type ArgsOf<C extends CallShape> = z.infer<C['args']>;
type ResultOf<C extends CallShape> = z.infer<C['result']>;

type CallFunction<C extends CallShape> = C extends { takesFiles: true }
  ? /** DOM `File`s, which the contract does not know. */ (files: readonly object[]) => Promise<ResultOf<C>>
  : undefined extends ArgsOf<C>
    ? () => Promise<ResultOf<C>>
    : (args: ArgsOf<C>) => Promise<ResultOf<C>>;

/** What the renderer works with: each call as a function that rejects with its failure, each event as a subscription. */
export type Api = {
  [F in keyof Calls]: { [N in keyof Calls[F]]: Calls[F][N] extends CallShape ? CallFunction<Calls[F][N]> : never };
} & {
  on: {
    [F in keyof Events]: {
      [N in keyof Events[F]]: Events[F][N] extends z.ZodType
        ? (listener: (value: z.infer<Events[F][N]>) => void) => () => void
        : never;
    };
  };
};

/** What preload puts on `window.api`: the same calls, each answered by an envelope, since the bridge strips errors. */
export type BridgedApi = {
  [F in keyof Calls]: {
    [N in keyof Calls[F]]: Calls[F][N] extends CallShape
      ? (...args: Parameters<CallFunction<Calls[F][N]>>) => Promise<Envelope<ResultOf<Calls[F][N]>>>
      : never;
  };
} & Pick<Api, 'on'>;

/** What the main side must supply: one handler a call. */
export type Handlers = {
  [F in keyof Calls]: {
    [N in keyof Calls[F]]: Calls[F][N] extends CallShape
      ? (args: ArgsOf<Calls[F][N]>) => ResultOf<Calls[F][N]> | Promise<ResultOf<Calls[F][N]>>
      : never;
  };
};

const namesOf = (table: Record<string, object>): Record<string, string[]> =>
  Object.fromEntries(Object.entries(table).map(([feature, entries]) => [feature, Object.keys(entries)]));

const namesWithFiles = (table: Record<string, Record<string, CallShape>>): string[] =>
  Object.entries(table).flatMap(([feature, shapes]) =>
    Object.entries(shapes).flatMap(([name, { takesFiles }]) => (takesFiles ? [`${feature}.${name}`] : [])),
  );

/** The preload's whole knowledge of the contract, written into it at build time. */
export const apiNames: ApiNames = { calls: namesOf(calls), withFiles: namesWithFiles(calls), events: namesOf(events) };
