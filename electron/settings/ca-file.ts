import { readFile } from 'node:fs/promises';

/** A renewed file is taken up within this time; between two readings the known content serves. */
const READ_AGAIN_AFTER_MS = 60_000;

const known = new Map<string, { readonly pem: string; readonly readAtMs: number }>();
const underWay = new Map<string, Promise<string>>();

/**
 * The PEM text of the managed `caFile`, for every request that needs it. One reading at a time, and none that a
 * request waits for once the content is known: the file may lie where it hangs. Rejects with the file system's error.
 */
export async function caFileText(path: string, nowMs: number = performance.now(), read = readFile): Promise<string> {
  const last = known.get(path);
  if (last && nowMs - last.readAtMs < READ_AGAIN_AFTER_MS) return last.pem;
  const reading = underWay.get(path) ?? begin(path, nowMs, read);
  if (!last) return reading;
  reading.catch(() => {});
  return last.pem;
}

function begin(path: string, nowMs: number, read: typeof readFile): Promise<string> {
  const reading = read(path, 'utf8')
    .then((pem) => {
      known.set(path, { pem, readAtMs: nowMs });
      return pem;
    })
    .finally(() => underWay.delete(path));
  underWay.set(path, reading);
  return reading;
}
