import { once } from 'node:events';
import { createReadStream } from 'node:fs';
import { connect, type Socket } from 'node:net';

/** What became of a question to clamd. */
export type ClamdReply =
  | { readonly kind: 'said'; readonly text: string }
  /** Nobody listens there, or not for this account. */
  | { readonly kind: 'no-daemon'; readonly detail: string }
  /** It went away, or broke off, before it had answered. */
  | { readonly kind: 'broken'; readonly detail: string }
  | { readonly kind: 'late' }
  /** The file itself could not be read: the system's code. */
  | { readonly kind: 'unreadable'; readonly code: string; readonly detail: string };

const CHUNK_BYTES = 256 * 1024;
/** Its answers are one line. */
const MOST_CHARACTERS = 4096;

export const askVersion = (socketPath: string, timeoutMs: number, signal: AbortSignal) =>
  ask(socketPath, 'VERSION', null, timeoutMs, signal);

/** Streams the file, so that one which only this account may read is scanned too (clamd(8), INSTREAM). */
export const streamFile = (socketPath: string, path: string, timeoutMs: number, signal: AbortSignal) =>
  ask(socketPath, 'INSTREAM', path, timeoutMs, signal);

/** Never rejects; `late` once the signal is aborted, too, unless the file's own reading hangs: the caller bounds that. */
async function ask(
  socketPath: string,
  command: 'VERSION' | 'INSTREAM',
  path: string | null,
  timeoutMs: number,
  signal: AbortSignal,
): Promise<ClamdReply> {
  const bound = AbortSignal.any([signal, AbortSignal.timeout(timeoutMs)]);
  const socket = connect(socketPath);
  // Over its limit clamd answers and then resets: what was read before an error still counts.
  let text = '';
  let error: NodeJS.ErrnoException | null = null;
  let connected = false;
  socket.setEncoding('utf8').on('data', (more: string) => {
    if (text.length < MOST_CHARACTERS) text += more;
  });
  socket.on('error', (thrown: NodeJS.ErrnoException) => {
    error = thrown;
  });
  socket.on('connect', () => {
    connected = true;
  });
  const closed = new Promise<void>((resolve) => socket.on('close', () => resolve()));
  const endIt = () => socket.destroy();
  bound.addEventListener('abort', endIt, { once: true });
  if (bound.aborted) endIt();
  let fileError: NodeJS.ErrnoException | null = null;
  try {
    socket.write(`z${command}\0`);
    if (path !== null) await sendFile(socket, path, bound);
  } catch (thrown) {
    fileError = thrown as NodeJS.ErrnoException;
    socket.destroy();
  }
  await closed;
  bound.removeEventListener('abort', endIt);
  // An answer ends with a null character; half of one is none.
  const end = text.indexOf('\0');
  if (end >= 0) return { kind: 'said', text: text.slice(0, end) };
  if (bound.aborted) return { kind: 'late' };
  if (fileError) return { kind: 'unreadable', code: fileError.code ?? 'UNKNOWN', detail: fileError.message };
  const detail = (error as NodeJS.ErrnoException | null)?.message ?? 'the connection was closed without an answer';
  return connected ? { kind: 'broken', detail } : { kind: 'no-daemon', detail };
}

/** Chunks, each after its length, and an empty one at the end. Rejects only where the file cannot be read. */
async function sendFile(socket: Socket, path: string, bound: AbortSignal): Promise<void> {
  const file = createReadStream(path, { highWaterMark: CHUNK_BYTES });
  const gone = once(socket, 'close').catch(() => {});
  try {
    for await (const chunk of file as AsyncIterable<Buffer>) {
      if (socket.destroyed || bound.aborted) return;
      const length = Buffer.alloc(4);
      length.writeUInt32BE(chunk.length);
      socket.write(length);
      if (!socket.write(chunk)) await Promise.race([once(socket, 'drain').catch(() => {}), gone]);
    }
    if (!socket.destroyed) socket.write(Buffer.alloc(4));
  } finally {
    file.destroy();
  }
}
