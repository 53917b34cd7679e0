import { type CommandEnd, runCommand } from '../run-command.ts';

/** Without these, what it could not look into reads "OK"; `--allmatch`: a find beside something encrypted is told too. */
const HONEST = ['--no-summary', '--stdout', '--alert-encrypted=yes', '--alert-exceeds-max=yes', '--allmatch=yes'];
const MOST_CHARACTERS = 65_536;

export type ClamscanReply =
  /** Names of what it found; empty: "OK". */
  | { readonly kind: 'scanned'; readonly names: readonly string[] }
  | { readonly kind: 'absent' | 'late' | 'no-signatures' | 'no-access' | 'gone' }
  | { readonly kind: 'failed'; readonly detail: string };

export interface ClamscanParts {
  readonly run: typeof runCommand;
  /** A name to look for in the system's folders, or a full path. */
  readonly program: string;
}
export const SYSTEM_CLAMSCAN: ClamscanParts = { run: runCommand, program: 'clamscan' };

/** Never rejects; `late` once the signal is aborted, too. `database`: null for the one it was built with. */
export async function clamscan(
  path: string,
  database: string | null,
  limits: readonly string[],
  timeoutMs: number,
  signal: AbortSignal,
  { run, program }: ClamscanParts = SYSTEM_CLAMSCAN,
): Promise<ClamscanReply> {
  const from = database === null ? [] : [`--database=${database}`];
  const options = { signal, mostCharacters: MOST_CHARACTERS };
  return replyOf(await run(program, [...HONEST, ...from, ...limits, path], timeoutMs, options), path);
}

/** By the lines about the file: exit code 1 says "found" even where another line is an error, 2 whatever went wrong. */
export function replyOf(end: CommandEnd, path: string): ClamscanReply {
  if (end.kind === 'failed') return { kind: 'failed', detail: end.detail };
  if (end.kind !== 'ended') return end;
  const about = linesAbout(end.said, path);
  const names = about.flatMap((line) => /^(.+) FOUND$/.exec(line)?.[1] ?? []);
  if (names.length > 0) return { kind: 'scanned', names };
  if (about.includes('OK') && end.code === 0) return { kind: 'scanned', names };
  if (about.some((line) => /^(Access denied|Permission denied)/i.test(line))) return { kind: 'no-access' };
  if (about.some((line) => line.startsWith('No such file'))) return { kind: 'gone' };
  if (/No supported database files|cl_load\(\): No such file|Can't get file status/.test(end.said))
    return { kind: 'no-signatures' };
  return { kind: 'failed', detail: `${end.code}: ${about.at(-1) ?? end.said.split('\n').at(-1) ?? ''}` };
}

/** What follows `path: `, to the line's end. A name may hold a line break, so the lines are found by the name. */
function linesAbout(said: string, path: string): string[] {
  const mark = `${path}: `;
  const lines: string[] = [];
  for (let at = said.indexOf(mark); at >= 0; at = said.indexOf(mark, at + mark.length)) {
    const startsLine = at === 0 || said[at - 1] === '\n';
    const end = said.indexOf('\n', at + mark.length);
    if (startsLine) lines.push(said.slice(at + mark.length, end < 0 ? undefined : end));
  }
  return lines;
}
