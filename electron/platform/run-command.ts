import { spawn } from 'node:child_process';

/** How a program ended, or did not. */
export type CommandEnd =
  | { readonly kind: 'ended'; readonly code: number; readonly said: string }
  /** There is no such program. */
  | { readonly kind: 'absent' }
  /** Ended by us after its time. */
  | { readonly kind: 'late' }
  | { readonly kind: 'failed'; readonly detail: string };

/** More than any of our programs says; the rest is not kept. */
const MOST_CHARACTERS = 16_384;

/** Only the system's own folders: a program of the same name beside the person's files must not run. */
const SYSTEM_FOLDERS = '/usr/sbin:/usr/bin:/sbin:/bin';

/**
 * Runs one of the system's programs to its end, without a shell, and gives its words (both streams, trimmed).
 * `program` is a name to look for in the system's folders, or a full path. Never rejects.
 */
export function runCommand(program: string, args: readonly string[], timeoutMs: number): Promise<CommandEnd> {
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
      },
    });
    const timer = setTimeout(() => {
      late = true;
      child.kill('SIGKILL');
      // A process stuck in the kernel does not die when told to, and nobody waits for it.
      finish({ kind: 'late' });
    }, timeoutMs);
    const finish = (end: CommandEnd) => {
      clearTimeout(timer);
      resolve(end);
    };
    for (const stream of [child.stdout, child.stderr])
      stream.setEncoding('utf8').on('data', (text: string) => {
        if (said.length < MOST_CHARACTERS) said += text.slice(0, MOST_CHARACTERS - said.length);
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
