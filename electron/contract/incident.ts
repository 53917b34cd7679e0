import { z } from 'zod';

/** `K7M-4Q2`: six symbols of which the last is a check (electron/features/incident/incident-code.ts). */
export const IncidentCode = z.string().regex(/^[2-9ACEFHJKMPQRTWXY]{3}-[2-9ACEFHJKMPQRTWXY]{3}$/);
export type IncidentCode = z.infer<typeof IncidentCode>;

/** ISO 8601 with the zone's offset: `2026-11-23T14:32:05+08:00`. */
const IsoTime = z.iso.datetime({ offset: true });
const Line = z.string().max(200);

/** What this PC could or could not tell about itself: silence is never read as "none". */
const known = <T extends z.ZodType>(value: T) =>
  z.discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('known'), value }),
    z.strictObject({ kind: z.literal('unknown'), why: Line }),
  ]);

/** Asked once, kept on this PC; every part may be left empty. */
export const ContactCard = z.strictObject({
  unit: z.string().max(80),
  floor: z.string().max(40),
  extension: z.string().max(40),
  callBackNumber: z.string().max(40),
});
export type ContactCard = z.infer<typeof ContactCard>;

export const LinkState = z.enum(['up', 'down', 'unknown']);
export const AdapterState = z.strictObject({ name: Line, state: LinkState });
export type AdapterState = z.infer<typeof AdapterState>;

/** Where a PC stands in its network, read in the moment of the click. */
export const Surroundings = z.strictObject({
  adapters: known(
    z.array(z.strictObject({ name: Line, kind: Line, state: LinkState, addresses: z.array(Line).max(64) })).max(64),
  ),
  gateways: known(z.array(Line).max(16)),
  dnsServers: known(z.array(Line).max(16)),
  /** In documents of the first versions: the document's own `clock` says it. */
  clockOffset: known(z.strictObject({ offsetMs: z.number(), against: Line })).exactOptional(),
});
export type Surroundings = z.infer<typeof Surroundings>;

const every = { schema: z.literal(1), code: IncidentCode, drill: z.boolean() };
/** A further document names the first, which never changes. */
const further = { ...every, first: z.string().min(1).max(80) };

/** Leaves at once, without asking: the least that a handler needs. */
export const FirstReport = z.strictObject({
  ...every,
  part: z.literal('first'),
  /** `report-only` by the agency's `cutMode` or by the person's choice. */
  asked: z.enum(['cut', 'report-only']),
  remoteSession: z.boolean().nullable(),
  /** In documents of the first versions, and null there: since when is asked afterwards (`Details.sinceWhen`). */
  noticedAt: IsoTime.nullable().exactOptional(),
  clickedAt: IsoTime,
  accountName: Line,
  machineName: Line,
  osName: Line,
  appVersion: Line,
  /** null: never filled in. */
  contact: ContactCard.nullable(),
  surroundings: Surroundings,
});
export type FirstReport = z.infer<typeof FirstReport>;

export const RestoreReason = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('commission-agreed'), name: z.string().max(80) }),
  z.strictObject({ kind: z.literal('mistake') }),
  z.strictObject({ kind: z.literal('other'), words: z.string().max(500) }),
]);
export type RestoreReason = z.infer<typeof RestoreReason>;

/** One way of cutting that was tried, as the platform's `WayTried` means it; no outcome proves that the network is off. */
export const CutWayTried = z.strictObject({
  way: z.enum(['network-manager', 'nmcli', 'link-down', 'wlan-disconnect', 'system-task']),
  outcome: z.enum(['asked', 'already', 'refused', 'absent', 'late', 'failed']),
  /** The system's own words, shortened; '' where it had none. */
  detail: z.string().max(500),
  /** The adapters it was about; empty: all. */
  adapters: z.array(Line).max(64),
});
export type CutWayTried = z.infer<typeof CutWayTried>;
/** All that was tried in one cut. No way at all: the system gave no answer to any. */
export const CutTried = z.strictObject({
  ways: z.array(CutWayTried).max(20),
  /** Adapters that the network service leaves alone, by name; null: it was not asked or could not tell. */
  unmanaged: z.array(Line).max(64).nullable(),
});
export type CutTried = z.infer<typeof CutTried>;

/** Has the system taken the request in any of the ways? It does not prove that anything came of it. */
export const isTaken = (tried: CutTried | null): boolean =>
  tried?.ways.some(({ outcome }) => outcome === 'asked' || outcome === 'already') ?? false;

/** What the system answers where a way has changed nothing; any other answer may have. */
const NOTHING_DONE: readonly CutWayTried['outcome'][] = ['already', 'refused', 'absent'];
/** Did this app certainly change nothing? Where no way has answered, nobody knows. */
export const isNothingDone = (tried: CutTried | null): boolean =>
  tried !== null && tried.ways.length > 0 && tried.ways.every(({ outcome }) => NOTHING_DONE.includes(outcome));

/** What became of the network, as the system itself said; never from an exit code. */
export const OutcomeReport = z.strictObject({
  ...further,
  part: z.literal('outcome'),
  outcome: z.enum(['cut-confirmed', 'still-up', 'not-cut', 'restored', 'restore-incomplete']),
  at: IsoTime,
  /** When this app asked for the cut; null: it did not. Absent in documents of the first versions. */
  cutAskedAt: IsoTime.nullable().exactOptional(),
  adapters: z.array(AdapterState).max(64),
  restoreReason: RestoreReason.nullable(),
  /** How the cut, or after it the restoring, was tried; null: not at all, or not answered yet. Absent in documents of the first versions. */
  tried: CutTried.nullable().exactOptional(),
});
export type OutcomeReport = z.infer<typeof OutcomeReport>;

export const Seen = z.enum(['ransom-note', 'strange-window', 'unknown-sign-in', 'suspicious-mail', 'slow', 'other']);
/** null: not answered, which is not "no". */
const Answer = z.enum(['yes', 'no', 'not-sure']).nullable();

/** What a handler asks at three in the morning. Given by the person, after the cut. */
export const Details = z.strictObject({
  seen: z.array(Seen).max(6),
  sinceWhen: IsoTime.nullable(),
  passwordTyped: Answer,
  linkOrAttachmentOpened: Answer,
  filesUnreadable: Answer,
  personalOrConfidentialData: Answer,
  colleaguesToo: Answer,
  stillPowered: Answer,
  /** Given only where the first document carried none. */
  contact: ContactCard.exactOptional(),
  words: z.string().max(2000),
});
export type Details = z.infer<typeof Details>;
export const DetailsReport = z.strictObject({ ...further, part: z.literal('details'), at: IsoTime, answers: Details });

export const FalseAlarmReport = z.strictObject({
  ...further,
  part: z.literal('false-alarm'),
  at: IsoTime,
  words: z.string().max(500),
});

/**
 * `other-account`: the system tells only that account or the administrator. `no-process`: none holds it any more.
 * `not-told`: the system did not say. `out-of-time`: the search was broken off first.
 */
export const ProgramUnknown = z.enum(['other-account', 'no-process', 'not-told', 'out-of-time']);
export const SocketProgram = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('known'), value: z.strictObject({ name: Line, processId: z.int().nonnegative() }) }),
  z.strictObject({ kind: z.literal('unknown'), why: ProgramUnknown }),
]);
export type SocketProgram = z.infer<typeof SocketProgram>;

/** Addresses are `198.51.100.1:443` or `[2001:db8::1]:443`; `0.0.0.0` and `[::]` are every address of this PC. */
const socket = { protocol: z.enum(['tcp', 'udp']), program: SocketProgram };
export const ListeningPort = z.strictObject({ ...socket, address: Line });
export type ListeningPort = z.infer<typeof ListeningPort>;
/** `closing` also covers those that ended in the last minutes, as far as the system remembers them. */
export const LiveConnection = z.strictObject({
  ...socket,
  local: Line,
  remote: Line,
  state: z.enum(['opening', 'established', 'closing']),
});
export type LiveConnection = z.infer<typeof LiveConnection>;

export const LISTENING_MAX = 500;
export const LIVE_MAX = 2000;
export const Connections = z.strictObject({
  listening: known(z.array(ListeningPort).max(LISTENING_MAX)),
  live: known(z.array(LiveConnection).max(LIVE_MAX)),
  /** How many more there were than the lists hold; absent where no list is known. */
  leftOut: z.strictObject({ listening: z.int().nonnegative(), live: z.int().nonnegative() }).exactOptional(),
});
export type Connections = z.infer<typeof Connections>;

/** Stays on this PC until the person has looked and released it; what is not released is null. */
export const EvidenceReport = z.strictObject({
  ...further,
  part: z.literal('evidence'),
  takenAt: IsoTime,
  releasedAt: IsoTime,
  connections: Connections.nullable(),
  /** The picture is this document's attachment of that name. */
  screenshot: z.strictObject({ attachment: Line }).nullable(),
  words: z.string().max(2000),
});
export type EvidenceReport = z.infer<typeof EvidenceReport>;

/** A message that the person doubted and chose to report, whole, as this document's attachment of that name. */
export const MessagePartReport = z.strictObject({
  ...further,
  part: z.literal('message'),
  at: IsoTime,
  fileName: Line,
  bytes: z.int().nonnegative(),
  /** Of this app's own inspection. */
  verdict: z.enum(['dangerous', 'suspicious', 'nothing-found']),
  from: Line,
  subject: Line,
  attachment: Line.nullable(),
  /** Why there is no attachment; null: there is. */
  notAttached: z.enum(['too-large', 'unreadable']).nullable(),
});

/** Every body that an incident sends, by `part`; each is versioned by `schema` and never changes once it has an id. */
export const IncidentBody = z.discriminatedUnion('part', [
  FirstReport,
  OutcomeReport,
  DetailsReport,
  FalseAlarmReport,
  EvidenceReport,
  MessagePartReport,
]);
export type IncidentBody = z.infer<typeof IncidentBody>;

/**
 * Where an incident stands. `not-cut`: by choice or by the agency's mode. `interrupted`: the app stopped before the
 * cut, too long ago to go on unasked. `cut-confirmed` stands only while the system itself says so.
 */
export const IncidentPhase = z.enum([
  'saving',
  'sending',
  'countdown',
  'not-cut',
  'interrupted',
  'cutting',
  'verifying',
  'cut-confirmed',
  'still-up',
  'drill-done',
  'restoring',
  'restored',
  'restore-incomplete',
  'closed',
]);
export type IncidentPhase = z.infer<typeof IncidentPhase>;

/** Why the network is not known to be off: never seen off in time, could not be read, or off and then back. */
export const StillUpWhy = z.enum(['not-off', 'not-readable', 'came-back']);

/** What the person has let go of the evidence, and when (Unix milliseconds): put into the outbox for good. */
export const Released = z.strictObject({
  /** The document that holds it. */
  documentId: z.string().min(1).max(80),
  atMs: z.number(),
  connections: z.boolean(),
  screenshot: z.boolean(),
  words: z.boolean(),
  /** The picture was larger than the agency lets a document be: the rest went without it. */
  screenshotTooLarge: z.boolean(),
  /** Ports and connections that would have made the document larger than that. The default reads what was written before. */
  connectionsTooMany: z.int().nonnegative().default(0),
});
export type Released = z.infer<typeof Released>;

/** What a page may know and show of the incident; null where there never was one. */
export const IncidentView = z.strictObject({
  phase: IncidentPhase,
  code: IncidentCode,
  /** The first document's id, under which delivery shows where it arrived. */
  firstId: z.string(),
  drill: z.boolean(),
  mayCut: z.boolean(),
  /** Unix milliseconds, as all times here. */
  clickedAtMs: z.number(),
  /** In `countdown` only: when the cut comes unless the person says no. */
  cutsAtMs: z.number().nullable(),
  cutAskedAtMs: z.number().nullable(),
  /** The network was off before the press, and by somebody else: nothing was up, and the system said that it was off already. */
  offBefore: z.boolean(),
  /** Only while the system itself says that it is off. */
  confirmedAtMs: z.number().nullable(),
  stillUpWhy: StillUpWhy.nullable(),
  /** How the latest cut was tried; null: none was, or it is not answered yet. */
  cutTried: CutTried.nullable(),
  /** How the latest restoring was tried; null: none was, or it is not answered yet. */
  restoreTried: CutTried.nullable(),
  /** Other accounts that were signed in at the cut; null: none was made, or it could not be told. */
  othersSignedIn: z.int().nonnegative().nullable(),
  /** What the last look at the system said; null: not looked since. */
  lastLook: z.enum(['yes', 'no', 'unknown']).nullable(),
  adapters: z.array(AdapterState),
  /** Adapters that were up before and are not now. */
  missing: z.array(z.string()),
  mayRestore: z.boolean(),
  restoreAsked: z.boolean(),
  restoredAtMs: z.number().nullable(),
  mayClose: z.boolean(),
  /** Unix ms until which a further press joins this incident; null: as long as it stands. */
  joinsUntilMs: z.number().nullable(),
  detailsGiven: z.boolean(),
  falseAlarm: z.boolean(),
  /** Oldest first. */
  released: z.array(Released),
  /** Milliseconds from the click to the end of a drill. */
  drillTookMs: z.number().nullable(),
  /** Documents that are not yet safely in the outbox. */
  unsaved: z.int().nonnegative(),
  /** Why this PC could not write the incident down; null: it could. */
  saveProblem: z.string().nullable(),
});
export type IncidentView = z.infer<typeof IncidentView>;
