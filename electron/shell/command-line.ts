import { nearestName } from '../settings/nearest-name.ts';

/** What a start asks of the app beyond its window: cut at once and report, or restore what it cut. */
export type Wants = 'cut' | 'restore';

/** What the program was started to do. */
export type Command =
  | { readonly kind: 'window'; readonly hidden: boolean; readonly wants?: Wants }
  | { readonly kind: 'status'; readonly json: boolean }
  | { readonly kind: 'help' }
  | { readonly kind: 'version' }
  | BadCommand;

export interface BadCommand {
  readonly kind: 'bad';
  readonly reason:
    | 'unknown-flag'
    | 'unexpected-word'
    | 'takes-no-value'
    | 'needs-folder'
    | 'json-needs-status'
    | 'cannot-combine'
    | 'cut-or-restore';
  /** The offending argument as written. */
  readonly argument: string;
  /** The flag most likely meant. */
  readonly suggestion: string | null;
}

const OURS = ['--status', '--json', '--hidden', '--incident', '--restore', '--help', '--version'];
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
  const flags = new Set<string>();
  for (const argument of given) {
    if (argument === '--') continue;
    if (!argument.startsWith('-')) return bad('unexpected-word', argument);
    const [name = '', value] = splitOnce(argument);
    if (name === DATA_FOLDER) {
      if (!value) return bad('needs-folder', argument);
    } else if (OURS.includes(name)) {
      if (value !== null) return bad('takes-no-value', argument, name);
      flags.add(name);
    } else if (!NOT_OURS.test(name)) return bad('unknown-flag', argument, nearestName(name, [...OURS, DATA_FOLDER]));
  }
  return commandOf(flags);
}

/** One line for standard error: what is wrong and how to mend it. */
export function badCommandLine(
  command: BadCommand,
  t: (key: string, values?: Record<string, string>) => string,
): string {
  const { reason, argument, suggestion } = command;
  const what = t(`cli:bad.${reason}`, { argument });
  return suggestion && reason === 'unknown-flag'
    ? what + t('cli:bad.didYouMean', { suggestion })
    : what + t('cli:bad.seeHelp');
}

function commandOf(flags: ReadonlySet<string>): Command {
  if (flags.has('--help')) return { kind: 'help' };
  if (flags.has('--version')) return { kind: 'version' };
  if (flags.has('--status')) {
    for (const other of ['--hidden', '--incident', '--restore'])
      if (flags.has(other)) return bad('cannot-combine', other);
    return { kind: 'status', json: flags.has('--json') };
  }
  if (flags.has('--json')) return bad('json-needs-status', '--json');
  const cuts = flags.has('--incident');
  if (cuts && flags.has('--restore')) return bad('cut-or-restore', '--restore');
  // Whoever cuts or restores must see what is then true.
  if (cuts) return { kind: 'window', hidden: false, wants: 'cut' };
  if (flags.has('--restore')) return { kind: 'window', hidden: false, wants: 'restore' };
  return { kind: 'window', hidden: flags.has('--hidden') };
}

function bad(reason: BadCommand['reason'], argument: string, suggestion: string | null = null): BadCommand {
  return { kind: 'bad', reason, argument, suggestion };
}

function splitOnce(argument: string): [name: string, value: string | null] {
  const at = argument.indexOf('=');
  return at < 0 ? [argument, null] : [argument.slice(0, at), argument.slice(at + 1)];
}
