/** One row of /proc/net/dev, proc_pid_net(5). */
export interface ProcNetDevRow {
  readonly name: string;
  /** Null where the figure is more than 2^53 − 1, which a number cannot hold exactly. */
  readonly rxBytes: number | null;
  readonly txBytes: number | null;
}

const COLUMNS = 16;
const TX_BYTES_COLUMN = 8;
/** Name, then 8 columns of receiving and 8 of sending, bytes first in each; later kernels may add more. */
const ROW = /^ *([^:\s]+): *(\d+)(?: +\d+){7} +(\d+)(?: +\d+){7,} *$/;

/** Parses the whole of /proc/net/dev. Throws an Error that names the line where the text is not of that shape. */
export function parseProcNetDev(text: string): ProcNetDevRow[] {
  const lines = text.split('\n');
  if (!lines[0]?.startsWith('Inter-|') || !lines[1]?.includes('|bytes'))
    throw new Error('/proc/net/dev has no heading');
  const rows: ProcNetDevRow[] = [];
  for (let index = 2; index < lines.length; index++) {
    const line = lines[index] ?? '';
    if (line === '' && index === lines.length - 1) break;
    const [, name, rxBytes, txBytes] = ROW.exec(line) ?? [];
    if (!name) throw new Error(`/proc/net/dev line ${index + 1} ${faultOf(line)}`);
    rows.push({ name, rxBytes: exact(rxBytes), txBytes: exact(txBytes) });
  }
  return rows;
}

/** What keeps a line from being a row, for whoever reads the message. */
function faultOf(line: string): string {
  const figures = /^ *[^:\s]+:(.*)$/.exec(line)?.[1]?.trim().split(/ +/) ?? [];
  if (figures.length < COLUMNS) return `is not an interface: ${JSON.stringify(line.slice(0, 80))}`;
  const figure = [figures[0], figures[TX_BYTES_COLUMN]].find((text) => !/^\d+$/.test(text ?? ''));
  return `has no byte count: ${JSON.stringify(figure ?? line.slice(0, 80))}`;
}

function exact(figure: string | undefined): number | null {
  const value = Number(figure);
  return Number.isSafeInteger(value) ? value : null;
}
