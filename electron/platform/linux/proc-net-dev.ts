/** One row of /proc/net/dev, proc_pid_net(5). */
export interface ProcNetDevRow {
  readonly name: string;
  /** Null where the figure is more than 2^53 − 1, which a number cannot hold exactly. */
  readonly rxBytes: number | null;
  readonly txBytes: number | null;
}

/** Columns after the name: 8 of receiving, 8 of sending, bytes first in each. */
const COLUMNS = 16;
const TX_BYTES_COLUMN = 8;

/** Parses the whole of /proc/net/dev. Throws an Error that names the line where the text is not of that shape. */
export function parseProcNetDev(text: string): ProcNetDevRow[] {
  const lines = text.split('\n');
  if (!lines[0]?.startsWith('Inter-|') || !lines[1]?.includes('|bytes'))
    throw new Error('/proc/net/dev has no heading');
  const rows: ProcNetDevRow[] = [];
  for (let index = 2; index < lines.length; index++) {
    const line = lines[index] ?? '';
    if (line === '' && index === lines.length - 1) break;
    const colon = line.indexOf(':');
    const name = line.slice(0, colon).trim();
    const figures = line
      .slice(colon + 1)
      .trim()
      .split(/ +/);
    if (colon < 1 || name === '' || figures.length < COLUMNS)
      throw new Error(`/proc/net/dev line ${index + 1} is not an interface: ${JSON.stringify(line.slice(0, 80))}`);
    rows.push({ name, rxBytes: bytes(figures[0], index), txBytes: bytes(figures[TX_BYTES_COLUMN], index) });
  }
  return rows;
}

function bytes(figure: string | undefined, index: number): number | null {
  if (!figure || !/^\d+$/.test(figure))
    throw new Error(`/proc/net/dev line ${index + 1} has no byte count: ${JSON.stringify(figure)}`);
  const value = Number(figure);
  return Number.isSafeInteger(value) ? value : null;
}
