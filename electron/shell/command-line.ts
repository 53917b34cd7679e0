import { nearestName } from '../settings/nearest-name.ts';

/** What a start asks of the app beyond its window: cut at once and report, or restore what it cut. */
export type Wants = 'cut' | 'restore';

/** What the program was started to do. */
export type Command =
  | { readonly kind: 'window'; readonly hidden: boolean; readonly wants?: Wants }
  | { readonly kind: 'status'; readonly json: boolean }
  | ImportRulesCommand
  /** Paths as given, relative to where the program was started. */
  | { readonly kind: 'verify-receipt'; readonly files: readonly string[] }
  | RosterCommand
  | { readonly kind: 'help' }
  | { readonly kind: 'version' }
  | BadCommand;

/** Paths as given; `edition` and `rulesId` are checked where they are used. */
export interface ImportRulesCommand {
  readonly kind: 'import-rules';
  readonly file: string;
  readonly out: string;
  /** null: not given. */
  readonly edition: string | null;
  readonly change: 'major' | 'minor';
  /** null: not given. */
  readonly rulesId: string | null;
}

/** Paths as given; `asOf` is checked where it is used. null: not given. */
export interface RosterCommand {
  readonly kind: 'roster';
  readonly folder: string;
  readonly form: 'text' | 'csv' | 'json';
  readonly identity: string | null;
  readonly asOf: string | null;
  readonly staff: string | null;
  /** The edition to hold receipts against, with those before it; empty: the one in force on this PC. */
  readonly rules: readonly string[];
}

export interface BadCommand {
  readonly kind: 'bad';
  readonly reason:
    | 'unknown-flag'
    | 'unexpected-word'
    | 'takes-no-value'
    | 'needs-folder'
    | 'needs-value'
    | 'given-twice'
    /** `other` is missing beside it. */
    | 'needs-other'
    | 'goes-only-with'
    | 'cannot-combine'
    | 'cut-or-restore';
  /** The offending argument as written. */
  readonly argument: string;
  /** The flag that it is about as well. */
  readonly other?: string;
  /** The flag most likely meant. */
  readonly suggestion: string | null;
}

/** What follows a flag: nothing, one value (`--out PACK` or `--out=PACK`), or all words up to the next flag. */
type Takes = 'nothing' | 'value' | 'words';

const OURS: Readonly<Record<string, Takes>> = {
  '--status': 'nothing',
  '--json': 'nothing',
  '--import-rules': 'value',
  '--out': 'value',
  '--edition': 'value',
  '--minor': 'nothing',
  '--rules-id': 'value',
  '--verify-receipt': 'words',
  '--roster': 'value',
  '--csv': 'nothing',
  '--identity': 'value',
  '--as-of': 'value',
  '--staff': 'value',
  '--rules': 'words',
  '--hidden': 'nothing',
  '--incident': 'nothing',
  '--restore': 'nothing',
  '--help': 'nothing',
  '--version': 'nothing',
};

/** What prints and ends, with the flags that must and may stand beside it; none of these stands alone. */
const PRINTS: Readonly<Record<string, { readonly needs: readonly string[]; readonly may: readonly string[] }>> = {
  '--status': { needs: [], may: ['--json'] },
  '--import-rules': { needs: ['--out'], may: ['--edition', '--minor', '--rules-id'] },
  '--verify-receipt': { needs: [], may: [] },
  '--roster': { needs: [], may: ['--csv', '--json', '--identity', '--as-of', '--staff', '--rules'] },
};
/** Chromium's own, read by Electron; named here because scripts rely on it, so that a slip in it is refused too. */
const DATA_FOLDER = '--user-data-dir';

/**
 * Switches that Chromium, Electron and Node read themselves; those have well over a thousand names, these families hold
 * the ones that people and tools use. Anything else is a mistyped flag of ours: a script must not get a window instead.
 */
const NOT_OURS =
  /^--(no-|disable-|enable-|force-|allow-|ignore-|use-|ozone-|gtk-|remote-(debugging|allow)|inspect|js-flags|lang$|password-store$|proxy-|no-proxy|host-|auth-|ssl-|log-|net-log|trace-|v$|vmodule$|display$|class$|test-type$|headless$|in-process-gpu$|high-dpi|original-process-start-time$|default-|disk-cache-|crash|type$|field-trial|wm-|require$|experimental-|trace)/;

/**
 * Reads `process.argv`. Packaged: the executable, then arguments. Unpackaged: Electron's runtime, switches,
 * the app's folder (the first word without a dash), then arguments.
 */
export function parseCommandLine(argv: readonly string[], isPackaged: boolean): Command {
  const given = argv.slice(1);
  if (!isPackaged) {
    const folder = given.findIndex((argument) => !argument.startsWith('-'));
    if (folder >= 0) given.splice(folder, 1);
  }
  const flags = new Map<string, string[]>();
  let open: string[] | null = null;
  for (const argument of given) {
    if (argument === '--') continue;
    if (!argument.startsWith('-')) {
      if (!open) return bad('unexpected-word', argument);
      open.push(argument);
      if (OURS[[...flags.keys()].at(-1) ?? ''] !== 'words') open = null;
      continue;
    }
    open = null;
    const [name = '', value] = splitOnce(argument);
    const takes = OURS[name];
    if (name === DATA_FOLDER) {
      if (!value) return bad('needs-folder', argument);
    } else if (takes === 'nothing') {
      if (value !== null) return bad('takes-no-value', argument, { suggestion: name });
      flags.set(name, []);
    } else if (takes) {
      if (flags.has(name)) return bad('given-twice', name);
      const values = value ? [value] : [];
      flags.set(name, values);
      if (value === null || takes === 'words') open = values;
    } else if (!NOT_OURS.test(name))
      return bad('unknown-flag', argument, { suggestion: nearestName(name, [...Object.keys(OURS), DATA_FOLDER]) });
  }
  for (const [name, values] of flags) if (OURS[name] !== 'nothing' && !values[0]) return bad('needs-value', name);
  return commandOf(flags);
}

/** One line for standard error: what is wrong and how to mend it. */
export function badCommandLine(
  command: BadCommand,
  t: (key: string, values?: Record<string, string>) => string,
): string {
  const { reason, argument, other = '', suggestion } = command;
  const what = t(`cli:bad.${reason}`, { argument, other });
  return suggestion && reason === 'unknown-flag'
    ? what + t('cli:bad.didYouMean', { suggestion })
    : what + t('cli:bad.seeHelp');
}

function commandOf(flags: ReadonlyMap<string, readonly string[]>): Command {
  if (flags.has('--help')) return { kind: 'help' };
  if (flags.has('--version')) return { kind: 'version' };
  const prints = Object.keys(PRINTS).find((name) => flags.has(name));
  const problem = prints ? besideProblem(prints, flags) : aloneProblem(flags);
  if (problem) return problem;
  const [value = ''] = flags.get(prints ?? '') ?? [];
  switch (prints) {
    case '--status':
      return { kind: 'status', json: flags.has('--json') };
    case '--import-rules':
      return {
        kind: 'import-rules',
        file: value,
        out: flags.get('--out')?.[0] ?? '',
        edition: flags.get('--edition')?.[0] ?? null,
        change: flags.has('--minor') ? 'minor' : 'major',
        rulesId: flags.get('--rules-id')?.[0] ?? null,
      };
    case '--verify-receipt':
      return { kind: 'verify-receipt', files: flags.get(prints) ?? [] };
    case '--roster':
      return rosterCommand(value, flags);
  }
  const cuts = flags.has('--incident');
  if (cuts && flags.has('--restore')) return bad('cut-or-restore', '--restore');
  // Whoever cuts or restores must see what is then true.
  if (cuts) return { kind: 'window', hidden: false, wants: 'cut' };
  if (flags.has('--restore')) return { kind: 'window', hidden: false, wants: 'restore' };
  return { kind: 'window', hidden: flags.has('--hidden') };
}

function rosterCommand(folder: string, flags: ReadonlyMap<string, readonly string[]>): Command {
  if (flags.has('--csv') && flags.has('--json')) return bad('cannot-combine', '--csv', { other: '--json' });
  const form = flags.has('--csv') ? 'csv' : flags.has('--json') ? 'json' : 'text';
  const of = (name: string) => flags.get(name)?.[0] ?? null;
  const [identity, asOf, staff] = [of('--identity'), of('--as-of'), of('--staff')];
  return { kind: 'roster', folder, form, identity, asOf, staff, rules: flags.get('--rules') ?? [] };
}

/** What stands beside a flag that prints and must not, or does not and must. */
function besideProblem(prints: string, flags: ReadonlyMap<string, unknown>): BadCommand | null {
  const { needs = [], may = [] } = PRINTS[prints] ?? {};
  const stray = [...flags.keys()].find((name) => name !== prints && !needs.includes(name) && !may.includes(name));
  if (stray) return bad('cannot-combine', stray, { other: prints });
  const missing = needs.find((name) => !flags.has(name));
  return missing ? bad('needs-other', prints, { other: missing }) : null;
}

/** A flag that only goes beside one that prints, where none of those is given. */
function aloneProblem(flags: ReadonlyMap<string, unknown>): BadCommand | null {
  for (const name of flags.keys()) {
    const goesWith = Object.keys(PRINTS).filter((prints) =>
      [...(PRINTS[prints]?.needs ?? []), ...(PRINTS[prints]?.may ?? [])].includes(name),
    );
    if (goesWith.length > 0) return bad('goes-only-with', name, { other: goesWith.join(' / ') });
  }
  return null;
}

function bad(
  reason: BadCommand['reason'],
  argument: string,
  more: { suggestion?: string | null; other?: string } = {},
): BadCommand {
  return { kind: 'bad', reason, argument, suggestion: null, ...more };
}

function splitOnce(argument: string): [name: string, value: string | null] {
  const at = argument.indexOf('=');
  return at < 0 ? [argument, null] : [argument.slice(0, at), argument.slice(at + 1)];
}
