import { spawn } from 'node:child_process';

/** How a program ended, or did not. */
export type CommandEnd =
  | { readonly kind: 'ended'; readonly code: number; readonly said: string }
  /** There is no such program. */
  | { readonly kind: 'absent' }
  /** Ended by us: after its time, or because the signal was aborted. */
  | { readonly kind: 'late' }
  | { readonly kind: 'failed'; readonly detail: string };

export interface CommandOptions {
  /** Once aborted, the program is ended (`late`). */
  readonly signal?: AbortSignal;
  /** Kept of what it says; the rest is not. 16,384 unless told. */
  readonly mostCharacters?: number;
  /** Variables of this process that it needs besides, by name; unset ones are left out. */
  readonly passOn?: readonly string[];
}

/** More than most of our programs say. */
const MOST_CHARACTERS = 16_384;

/** Only the system's own folders: a program of the same name beside the person's files must not run. */
const SYSTEM_FOLDERS = '/usr/sbin:/usr/bin:/sbin:/bin';

/**
 * Runs one of the system's programs to its end, without a shell, and gives its words (both streams, trimmed).
 * `program` is a name to look for in the system's folders, or a full path. Never rejects.
 */
export function runCommand(
  program: string,
  args: readonly string[],
  timeoutMs: number,
  { signal, mostCharacters = MOST_CHARACTERS, passOn = [] }: CommandOptions = {},
): Promise<CommandEnd> {
  if (signal?.aborted) return Promise.resolve({ kind: 'late' });
  return new Promise((resolve) => {
    let said = '';
    let late = false;
    const { SystemRoot, DBUS_SYSTEM_BUS_ADDRESS } = process.env;
    const child = spawn(program, args, {
      stdio: ['ignore', 'pipe', 'pipe'],
      windowsHide: true,
      // Messages in English whatever the person's language, for they go into reports and logs.
      env: {
        PATH: SYSTEM_FOLDERS,
        LC_ALL: 'C.UTF-8',
        ...(SystemRoot && { SystemRoot }),
        ...(DBUS_SYSTEM_BUS_ADDRESS && { DBUS_SYSTEM_BUS_ADDRESS }),
        ...Object.fromEntries(passOn.flatMap((name) => (process.env[name] ? [[name, process.env[name]]] : []))),
      },
    });
    const endIt = () => {
      late = true;
      child.kill('SIGKILL');
      // A process stuck in the kernel does not die when told to, and nobody waits for it.
      finish({ kind: 'late' });
    };
    const timer = setTimeout(endIt, timeoutMs);
    signal?.addEventListener('abort', endIt, { once: true });
    const finish = (end: CommandEnd) => {
      clearTimeout(timer);
      signal?.removeEventListener('abort', endIt);
      resolve(end);
    };
    for (const stream of [child.stdout, child.stderr])
      stream.setEncoding('utf8').on('data', (text: string) => {
        if (said.length < mostCharacters) said += text.slice(0, mostCharacters - said.length);
      });
    child.on('error', (error: NodeJS.ErrnoException) =>
      finish(error.code === 'ENOENT' ? { kind: 'absent' } : { kind: 'failed', detail: error.message }),
    );
    child.on('close', (code, signal) => {
      if (late) return;
      finish(
        code === null ? { kind: 'failed', detail: `ended by ${signal}` } : { kind: 'ended', code, said: said.trim() },
      );
    });
  });
}
