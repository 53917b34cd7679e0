import * as nodeFs from 'node:fs';
import { dirname } from 'node:path';
import { crc32 } from 'node:zlib';

/** The part of the file system that is written through; a test can make it fail. */
export type WritableFs = Pick<typeof nodeFs.promises, 'open' | 'rename' | 'mkdir'>;

export interface LinesRead {
  /** In order; `null` stands in the place of a damaged line. */
  readonly lines: readonly (object | null)[];
  /** How many complete lines failed their checksum or could not be read. A torn last line is not among them. */
  readonly linesLost: number;
}

const SCHEMA = 1;
const CRC_TAIL = /,"crc":"([0-9a-f]{8})"\}$/;
const NEWLINE = 0x0a;
const TAIL_BLOCK_BYTES = 65_536;

/** One JSON Line: `{"schema":1,…,"crc":"xxxxxxxx"}`, the CRC-32 being that of the text without its last field. */
export function encodeLine(value: object): string {
  const text = JSON.stringify({ schema: SCHEMA, ...value });
  return `${text.slice(0, -1)},"crc":"${checksum(text)}"}\n`;
}

/** Undefined where the line is not exactly what `encodeLine` wrote. */
export function decodeLine(line: string): object | undefined {
  const tail = CRC_TAIL.exec(line);
  if (!tail) return undefined;
  const text = `${line.slice(0, tail.index)}}`;
  if (checksum(text) !== tail[1]) return undefined;
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && 'schema' in value && value.schema === SCHEMA
      ? value
      : undefined;
  } catch {
    return undefined;
  }
}

/**
 * Reads a file of checksummed lines; null where there is none. Reading changes nothing, so it may be done beside
 * the writer: a last line without its newline is one that is being written, or was cut off, and is left out.
 * Throws only what the file system throws.
 */
export function readLines(path: string): LinesRead | null {
  let text: string;
  try {
    text = nodeFs.readFileSync(path, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
  const lines: (object | null)[] = [];
  let linesLost = 0;
  for (const line of text.split('\n').slice(0, -1)) {
    const value = decodeLine(line);
    lines.push(value ?? null);
    if (!value) linesLost++;
  }
  return { lines, linesLost };
}

/**
 * Copies a damaged file aside and keeps its good lines under the old name. Returns where the copy is.
 * Blocks, and is done once, before anything is written. Throws what the file system throws.
 */
export function setDamagedAside(path: string, read: LinesRead, nowMs: number): string {
  const aside = `${path}.damaged-${nowMs}`;
  nodeFs.copyFileSync(path, aside);
  const good = read.lines.filter((line) => line !== null).map((line) => encodeLine(line));
  const fresh = `${path}.new`;
  nodeFs.writeFileSync(fresh, good.join(''), { flush: true });
  nodeFs.renameSync(fresh, path);
  return aside;
}

/**
 * Appends whole lines and has the disk confirm them. A half line that an earlier, failed attempt left at the end
 * is cut off first, so that none ever stands in the middle. Rejects with the file system's error.
 */
export async function appendLines(fs: WritableFs, path: string, lines: readonly string[]): Promise<void> {
  const file = await openToAppend(fs, path);
  try {
    const size = (await file.stat()).size;
    const end = await endOfLastLine(file, size);
    if (end < size) await file.truncate(end);
    await writeAll(file, lines.join(''), end);
    await file.datasync();
  } finally {
    await file.close();
  }
}

/** Replaces the whole file at once: a reader, or a crash, finds the old lines or the new ones. */
export async function replaceLines(fs: WritableFs, path: string, lines: readonly string[]): Promise<void> {
  await fs.mkdir(dirname(path), { recursive: true });
  const fresh = `${path}.new`;
  const file = await fs.open(fresh, 'w');
  try {
    await writeAll(file, lines.join(''), 0);
    await file.sync();
  } finally {
    await file.close();
  }
  await fs.rename(fresh, path);
}

async function openToAppend(fs: WritableFs, path: string): Promise<nodeFs.promises.FileHandle> {
  try {
    return await fs.open(path, 'r+');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
  }
  await fs.mkdir(dirname(path), { recursive: true });
  return fs.open(path, 'w+');
}

async function endOfLastLine(file: nodeFs.promises.FileHandle, size: number): Promise<number> {
  const block = Buffer.alloc(Math.min(size, TAIL_BLOCK_BYTES));
  for (let end = size; end > 0; ) {
    const start = Math.max(0, end - TAIL_BLOCK_BYTES);
    const { bytesRead } = await file.read(block, 0, end - start, start);
    const found = block.subarray(0, bytesRead).lastIndexOf(NEWLINE);
    if (found >= 0) return start + found + 1;
    end = start;
  }
  return 0;
}

async function writeAll(file: nodeFs.promises.FileHandle, text: string, position: number): Promise<void> {
  const bytes = Buffer.from(text);
  for (let done = 0; done < bytes.length; ) {
    const { bytesWritten } = await file.write(bytes, done, bytes.length - done, position + done);
    done += bytesWritten;
  }
}

function checksum(text: string): string {
  return crc32(text).toString(16).padStart(8, '0');
}
