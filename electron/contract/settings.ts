import { z } from 'zod';
import { DocumentKind } from './delivery.ts';
import { isUncPath } from './unc-path.ts';
import { Counting } from './usage.ts';
import { Words } from './words.ts';

const ClockTime = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/);

/** True where this engine's time zone database knows the name. */
export function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return true;
  } catch {
    return false;
  }
}

/** Names the reason where a rule is the schema's own and not zod's, so that the banner can say it. */
const because = (reason: SettingsProblem['reason']) => ({ params: { reason } });

/**
 * One network of the city. Within one entry both conditions must hold where both are given;
 * an adapter is municipal if it fits any entry.
 */
export const MunicipalNetwork = z
  .strictObject({
    name: z.string().min(1).max(80),
    /** CIDR notation, IPv4 or IPv6. */
    addressRanges: z.array(z.union([z.cidrv4(), z.cidrv6()])).default([]),
    /** DNS suffixes without a leading dot, e.g. `agency.gov.tw`. */
    dnsSuffixes: z.array(z.string().regex(/^(?!\.)[a-z0-9.-]+$/i)).default([]),
  })
  // An entry without a condition would either fit every network or none.
  .refine((network) => network.addressRanges.length + network.dnsSuffixes.length > 0, because('missing-field'));
export type MunicipalNetwork = z.infer<typeof MunicipalNetwork>;

/** A JSON pointer, RFC 6901. */
const JsonPointer = z.string().regex(/^(\/([^~/]|~[01])*)*$/);

/** Where the commission publishes its own figure, in bytes. `{account}` and `{day}` in the address are filled in. */
export const OfficialSource = z.strictObject({
  /** https, or http to this PC itself; the placeholders stand behind the host. */
  url: z.string().min(1).max(2000),
  rxPointer: JsonPointer,
  txPointer: JsonPointer,
  refreshMinutes: z.number().min(1).max(1440).default(30),
});
export type OfficialSource = z.infer<typeof OfficialSource>;

export const Contact = z.strictObject({
  name: z.string().min(1).max(80),
  phone: z.string().max(60).default(''),
  hours: z.string().max(120).default(''),
});
export type Contact = z.infer<typeof Contact>;

/** An absolute path: POSIX, a drive's, or a share's (`\\server\share`). */
const AbsolutePath = z.string().regex(/^(\/|[a-z]:[\\/]|\\\\)/i);
/** The same without a share's: what every request needs must not wait for one. */
const PathOnThisPc = z.string().regex(/^(\/(?!\/)|[a-z]:[\\/])/i);

/** Where documents of one kind go; `{id}`, `{kind}` and `{account}` behind the host are filled in. */
export const HttpAddresses = z.strictObject({
  /** `*`: every kind that has no entry of its own. */
  kind: z.union([DocumentKind, z.literal('*')]),
  put: z.string().min(1).max(2000),
  /** Without it a document stays *sent*: nothing proves that it is there. */
  read: z.string().min(1).max(2000).nullable().default(null),
  /** Where a person's answer stands, as the contract's `StatusDocument`. */
  status: z.string().min(1).max(2000).nullable().default(null),
});
export type HttpAddresses = z.infer<typeof HttpAddresses>;

/** An age public key (X25519) by its shape; whether a letter is mistyped, its checksum tells the settings room. */
export const AgeRecipient = z.string().regex(/^age1[02-9ac-hj-np-z]{58}$/);

/** How documents leave this PC. Several channels may be on; with none a document is saved here and nowhere else. */
export const DeliverySettings = z.strictObject({
  folder: AbsolutePath.max(1000).nullable().default(null),
  /** `share`: seen by the commission, so that what lies there counts as sent. */
  folderKind: z.enum(['local', 'share']).default('local'),
  http: z.array(HttpAddresses).max(40).default([]),
  /** How to sign in to the hosts of `http`, and to no other: Kerberos or NTLM as this account, or a certificate of its. */
  httpSignIn: z.enum(['none', 'integrated', 'client-certificate']).default('none'),
  /** Common name or organisation of the certificate's issuer; '' for any. */
  httpCertificateIssuer: z.string().max(200).default(''),
  /** The same of its subject. At least one of the two is named for `client-certificate`. */
  httpCertificateSubject: z.string().max(200).default(''),
  /** `smtp://host:port` (STARTTLS required outside this PC) or `smtps://host:port`. */
  smtpServer: z.string().min(1).max(500).nullable().default(null),
  smtpFrom: z.email().nullable().default(null),
  /** The duty mailbox, which only the duty officer reads: mail is not sealed. */
  smtpTo: z.array(z.email()).max(10).default([]),
  smtpKinds: z.array(DocumentKind).max(40).default(['incident', 'incident-detail']),
  /** Each of them can open what is sealed. */
  sealTo: z.array(AgeRecipient).max(20).default([]),
  /** From when a person may clear what stays *sent*. */
  keepDays: z.int().min(1).max(3650).default(30),
  /** How long this PC keeps what was received; the store keeps its own by its own rules. */
  retentionDays: z.int().min(1).max(3650).default(1095),
  /** Of the canonical document, attachments included. */
  maxDocumentBytes: z.int().min(65_536).max(100_000_000).default(8_000_000),
});
export type DeliverySettings = z.infer<typeof DeliverySettings>;

/** A path by its network name is a share, whatever was chosen beside it. */
const withTrueFolderKind = (set: DeliverySettings): DeliverySettings =>
  set.folder !== null && isUncPath(set.folder) ? { ...set, folderKind: 'share' } : set;

/** Whom to call about an incident. Public holidays are nobody's to know here: the after-hours number is always shown. */
export const Hotline = z.strictObject({
  name: z.string().min(1).max(80),
  phone: z.string().min(1).max(60),
  /** When `phone` is answered, in the settings' time zone; null: day and night. Days are 1 (Monday) to 7. */
  hours: z
    .strictObject({ days: z.array(z.int().min(1).max(7)).min(1).max(7), opensAt: ClockTime, closesAt: ClockTime })
    .nullable()
    .default(null),
  /** '' where there is none. */
  afterHoursPhone: z.string().max(60).default(''),
});
export type Hotline = z.infer<typeof Hotline>;

/** The red button (clause 7(7)): whom to call, how it cuts, and what it advises. */
export const IncidentSettings = z.strictObject({
  /** The first is the one that the sentences name, the others stand beside it; with none, the commission's phone. */
  hotlines: z.array(Hotline).max(6).default([]),
  /** How long sending may hold up the cut, in milliseconds; 0: not at all. */
  sendBeforeCutMs: z.int().min(0).max(10_000).default(1500),
  /** `report-only`: this PC must stay on the network (a counter, a shared host). */
  cutMode: z.enum(['cut', 'report-only']).default('cut'),
  /** An accelerator as Electron writes it, e.g. `Control+Alt+Shift+F12`; '' for none. */
  shortcut: z
    .string()
    .max(80)
    .regex(/^$|^((Control|Ctrl|Alt|Shift|Super|Command|CommandOrControl)\+)+([A-Z0-9]|F([1-9]|1\d|2[0-4]))$/)
    .default('Control+Alt+Shift+F12'),
  /** Month and day (`MM-DD`) of the yearly reminder to try a drill; '' for none. */
  drillReminder: z
    .string()
    .regex(/^$|^(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/)
    .default('09-21'),
  /** What to advise after the cut: memory is evidence, and yet files may be changing before one's eyes. */
  powerAdvice: z.enum(['keep-on', 'shut-down']).default('keep-on'),
  /** Where the commission's current notices are read (https, JSON); null for none. */
  noticesUrl: z.string().min(1).max(2000).nullable().default(null),
});
export type IncidentSettings = z.infer<typeof IncidentSettings>;

/** Where the edition in force is read; without it the built-in one serves. */
export const RulesSettings = z.strictObject({
  /** https: a rules pack (JSON) or the official text as published; null for none. */
  url: z.string().min(1).max(2000).nullable().default(null),
  /** Ed25519, 32 bytes in base64: what is read there must then be signed, detached, at `signatureUrl`. */
  publicKey: z
    .string()
    .regex(/^[A-Za-z0-9+/]{42}[AEIMQUYcgkosw048]=$/)
    .nullable()
    .default(null),
  /** null: `url` followed by `.sig`. */
  signatureUrl: z.string().min(1).max(2000).nullable().default(null),
  checkHours: z.int().min(1).max(168).default(24),
});
export type RulesSettings = z.infer<typeof RulesSettings>;

/** The yearly acknowledgement. The rules themselves do not demand it: the agency says on what it rests. */
export const AcknowledgementSettings = z.strictObject({
  /** With its letter number; null: none is named, and the screens say that signing is of one's own accord. */
  basis: z.string().min(1).max(500).nullable().default(null),
  /** null: nobody is reminded. `calendar-year`: once a year, by that month and day. `days`: after the last one. */
  renewal: z
    .discriminatedUnion('kind', [
      z.strictObject({
        kind: z.literal('calendar-year'),
        dueOn: z.string().regex(/^(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/),
      }),
      z.strictObject({ kind: z.literal('days'), days: z.int().min(1).max(3660) }),
    ])
    .nullable()
    .default(null),
  remindDaysBefore: z.array(z.int().min(1).max(366)).max(10).default([30, 14, 7, 1]),
  /** Sign even where this PC has no key store; the receipt then says so. */
  allowUnprotectedKey: z.boolean().default(false),
  /** Whom to ask about the rules; null: the commission. */
  askWhom: Contact.nullable().default(null),
  /** Instead of the app's own words; `{title}`, `{amendment}` and `{agency}` are filled in. */
  statement: Words.nullable().default(null),
  /** The notice of 個資法 §8, instead of the app's own words. */
  privacyNotice: Words.nullable().default(null),
});
export type AcknowledgementSettings = z.infer<typeof AcknowledgementSettings>;

/** Safe mail (clauses 5(1) to 5(6)). */
export const MailSettings = z.strictObject({
  /** Clause 5(2), in MB; both readings of MB are shown where they disagree. */
  limitMegabytes: z.number().positive().max(1000).default(20),
  /** The agency's own mail domains; without any, none can be told outside. */
  ownDomains: z
    .array(z.string().regex(/^(?!\.)[a-z0-9.-]+$/i))
    .max(100)
    .default([]),
  /** Whose `Authentication-Results` count (authserv-id, RFC 8601); those of others are a stranger's word. */
  trustedAuthServers: z.array(z.string().min(1).max(200)).max(20).default([]),
  /** From how many recipients a message is bulk. */
  bulkRecipients: z.int().min(2).max(100_000).default(50),
  /** Signatures older than this are no scan. */
  oldSignaturesDays: z.int().min(1).max(365).default(7),
  /** Where large files go instead, in the agency's own words; '' for none. */
  largeFileService: z.string().max(300).default(''),
  /** The agency's rules on classified documents, and whom to ask; '' for the state's alone. */
  secrecyRules: z.string().max(300).default(''),
});
export type MailSettings = z.infer<typeof MailSettings>;

/** Strictly ascending, so that each step is said once. */
const isAscending = (steps: readonly number[]) => steps.every((step, at) => at === 0 || step > (steps[at - 1] ?? 0));

/** Set by the agency; a person sees them and where they come from, and cannot change them. */
export const PolicySettings = z.strictObject({
  /** '' where none is set: the pages then leave it out. */
  agencyName: z.string().max(80),
  /** Who judges and whom to call; without a phone the pages say "ask your agency's information unit". */
  commission: Contact,
  capBytes: z.int().min(1_000_000),
  counting: Counting,
  dayStartsAt: ClockTime,
  timeZone: z.string().refine(isTimeZone, because('no-such-time-zone')),
  warnAtPercent: z.array(z.int().min(1).max(99)).max(6).refine(isAscending, because('not-ascending')),
  toastAtPercent: z.array(z.int().min(1).max(100)).max(6).refine(isAscending, because('not-ascending')),
  networks: z.array(MunicipalNetwork).max(200),
  officialUsage: OfficialSource.nullable(),
  /** The agency's own CA, PEM, an absolute path on this PC. */
  caFile: PathOnThisPc.nullable(),
  delivery: DeliverySettings.overwrite(withTrueFolderKind),
  incident: IncidentSettings,
  rules: RulesSettings,
  acknowledgement: AcknowledgementSettings,
  mail: MailSettings,
});
export type PolicySettings = z.infer<typeof PolicySettings>;

/** A person's own, unless the agency sets and thereby locks them. */
export const PersonalSettings = z.strictObject({
  language: z.enum(['system', 'zh-TW', 'en']),
  theme: z.enum(['system', 'light', 'dark']),
  startAtSignIn: z.boolean(),
  toasts: z.boolean(),
});
export type PersonalSettings = z.infer<typeof PersonalSettings>;

export const Settings = z.strictObject({ ...PolicySettings.shape, ...PersonalSettings.shape });
export type Settings = z.infer<typeof Settings>;
export type SettingKey = keyof Settings;

export const SettingSource = z.enum(['built-in', 'managed', 'last-good', 'you']);
export type SettingSource = z.infer<typeof SettingSource>;

/** One thing wrong with a settings source: the field and the reason, for the banner and `--status`. */
export const SettingsProblem = z.strictObject({
  source: z.enum(['managed', 'you']),
  /** The file or registry key. */
  where: z.string(),
  /** Dotted path of the field, or '' for the whole file. */
  field: z.string(),
  reason: z.enum([
    'unreadable',
    'not-json',
    /** The person's own file: set aside under the name in `found`. */
    'damaged',
    'unknown-field',
    'missing-field',
    'wrong-type',
    'wrong-unit',
    'out-of-range',
    'not-ascending',
    'no-such-time-zone',
    'https-required',
    'bad-value',
    'not-root-owned',
    'writable-by-others',
  ]),
  /** What was found, shortened, for the reader who can mend it. */
  found: z.string(),
  /** The known name that an unknown field most likely means. */
  suggestion: z.string().optional(),
});
export type SettingsProblem = z.infer<typeof SettingsProblem>;

/** Settings in force, where each came from, and what was wrong with the sources. */
export const SettingsView = z.strictObject({
  values: Settings,
  sources: z.record(z.string(), SettingSource),
  problems: z.array(SettingsProblem),
  managedWhere: z.string(),
  managedPresent: z.boolean(),
});
export type SettingsView = z.infer<typeof SettingsView>;
