import type {
  FileFinding,
  FileReport,
  MailAnswers,
  MailItem,
  RecipientsReport,
  SizeForecast,
} from '../../../contract/mail.ts';
import type { ProgramCheck } from '../../../contract/mail-program.ts';
import { endingOf } from '../look/disguise.ts';
import { type FileKind, kindNamed, kindsUnder } from '../look/file-kinds.ts';

export interface ItemParts {
  readonly files: readonly FileReport[];
  /** null: no files. */
  readonly size: SizeForecast | null;
  /** null: none were pasted. */
  readonly recipients: RecipientsReport | null;
  readonly answers: MailAnswers;
  /** null: not read yet, or could not be. */
  readonly programs: readonly ProgramCheck[] | null;
}

type Result = MailItem['result'];
type Judge = (parts: ItemParts) => Result | null;

/**
 * Every line of the result, with the clause it comes from, whether that clause demands (應、禁止) or recommends
 * (建議), and what decides it. No answer is never in order, a recommendation never a change, and null leaves the line
 * out: there is nothing it could be about.
 */
const ITEMS: readonly (Pick<MailItem, 'id' | 'clause' | 'force'> & { readonly judge: Judge })[] = [
  { id: 'classified', clause: '4.7', force: 'required', judge: ({ answers }) => whereNo(answers.classified) },
  { id: 'personal-data', clause: '4.8', force: 'required', judge: personalData },
  {
    id: 'official-business',
    clause: '5.1',
    force: 'required',
    judge: ({ answers }) => whereYes(answers.officialBusiness),
  },
  { id: 'size', clause: '5.2', force: 'required', judge: ({ size }) => size && FITS[size.fits] },
  { id: 'no-forging', clause: '5.3', force: 'required', judge: ({ answers }) => whereYes(answers.senderIsMe) },
  { id: 'scan', clause: '5.5', force: 'required', judge: scan },
  { id: 'disguise', clause: '5.5', force: 'required', judge: disguise },
  { id: 'bulk', clause: '5.6', force: 'required', judge: bulk },
  { id: 'recipients', clause: '4.8', force: 'recommended', judge: recipients },
  { id: 'copyright', clause: '6.2', force: 'required', judge: ({ answers }) => whereYes(answers.authorConsents) },
  {
    id: 'preview-off',
    clause: '5.4',
    force: 'required',
    judge: ({ programs }) => ofSetting(programs, 'preview-off', 'change'),
  },
  {
    id: 'plain-text',
    clause: '5.4',
    force: 'recommended',
    judge: ({ programs }) => ofSetting(programs, 'plain-text', 'advice'),
  },
];

export function mailItems(parts: ItemParts): MailItem[] {
  return ITEMS.flatMap(({ judge, ...item }) => {
    const result = judge(parts);
    return result === null ? [] : [{ ...item, result }];
  });
}

const FITS: Readonly<Record<SizeForecast['fits'], Result>> = { yes: 'in-order', depends: 'advice', no: 'change' };

function whereYes(answer: 'yes' | 'no' | null): Result {
  return answer === null ? 'unknown' : answer === 'yes' ? 'in-order' : 'change';
}

function whereNo(answer: 'yes' | 'no' | null): Result {
  return answer === null ? 'unknown' : answer === 'no' ? 'in-order' : 'change';
}

/** The gravest of what holds for any; in order only where it holds for each. */
function gravest(results: readonly Result[]): Result {
  return (['change', 'unknown', 'advice'] as const).find((each) => results.includes(each)) ?? 'in-order';
}

function ofEach(files: readonly FileReport[], judge: (file: FileReport) => Result): Result | null {
  return files.length === 0 ? null : gravest(files.map(judge));
}

function personalData({ files }: ItemParts): Result | null {
  return ofEach(files, ({ personalData: look }) => {
    if (look?.kind !== 'looked') return 'unknown';
    if (look.hits.length > 0) return 'change';
    return look.leftOut.length > 0 ? 'unknown' : 'in-order';
  });
}

function scan({ files }: ItemParts): Result | null {
  return ofEach(files, (file) =>
    file.scan?.kind === 'found' ? 'change' : file.scan?.kind === 'nothing-found' ? 'in-order' : 'unknown',
  );
}

/** What a finding means for the one who sends it: deceives, cannot be told, or is worth a second look. */
const OF_FINDING: Readonly<Record<FileFinding['kind'], Result>> = {
  'double-extension': 'change',
  'right-to-left-mark': 'change',
  'type-differs': 'change',
  'archive-bomb': 'change',
  'hidden-mark': 'advice',
  program: 'advice',
  script: 'advice',
  macros: 'advice',
  shortcut: 'advice',
  'archive-with-program': 'advice',
  'external-content': 'advice',
  'archive-too-deep': 'unknown',
  encrypted: 'unknown',
  unreadable: 'unknown',
  'too-large-to-look-into': 'unknown',
  damaged: 'unknown',
};

function disguise({ files }: ItemParts): Result | null {
  return ofEach(files, (file) =>
    gravest([
      file.state === 'done' && isLookedInto(file) ? 'in-order' : 'unknown',
      ...file.findings.map(({ kind }) => OF_FINDING[kind]),
    ]),
  );
}

/** Whatever else nobody opened may hold a program: a message, a notebook, a format of its own. */
const HOLD_NO_FILES = new Set<FileKind['nature']>(['picture', 'media', 'program', 'script', 'shortcut']);

function isLookedInto({ type, personalData: look }: FileReport): boolean {
  if (type === null) return false;
  if (look?.kind === 'not-looked')
    return look.why !== 'unknown-format' || HOLD_NO_FILES.has(kindNamed(type.extension).nature);
  const unopened = look?.leftOut.filter(({ why }) => why === 'unknown-format') ?? [];
  return unopened.every(({ inside }) => {
    const kinds = kindsUnder(endingOf(inside));
    return kinds.length > 0 && kinds.every(({ nature }) => HOLD_NO_FILES.has(nature));
  });
}

function bulk({ answers, recipients: report }: ItemParts): Result {
  const answered = whereNo(answers.advertisingOrChain);
  return answered === 'in-order' && report?.bulk ? 'advice' : answered;
}

function recipients({ recipients: report }: ItemParts): Result {
  if (!report || report.count === 0) return 'unknown';
  const { outside, lookAlikes, unreadable, repeated } = report;
  if (lookAlikes.length + unreadable.length + repeated.length > 0) return 'advice';
  return outside === null ? 'unknown' : outside.length > 0 ? 'advice' : 'in-order';
}

/** By every profile of every mail program on this PC; none found is not known: mail may be read in the browser. */
function ofSetting(programs: readonly ProgramCheck[] | null, setting: ProgramCheck['setting'], fail: Result): Result {
  const checks = programs?.filter((check) => check.setting === setting && check.result !== 'not-installed') ?? [];
  if (checks.length === 0) return 'unknown';
  return gravest(checks.map(({ result }) => (result === 'pass' ? 'in-order' : result === 'fail' ? fail : 'unknown')));
}
