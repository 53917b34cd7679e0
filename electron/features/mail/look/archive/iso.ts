export interface IsoEntry {
  readonly name: string;
  readonly content: Uint8Array;
}

const SECTOR = 2048;
const FIRST_DESCRIPTOR = 16;
const DESCRIPTORS_MAX = 64;
const MOST_FOLDERS = 10_000;
/** As many as a zip's. */
const MOST_RECORDS = 100_000;
const PRIMARY = 1;
const SUPPLEMENTARY = 2;

/** An image holds a second list of files, UDF's, which Windows goes by. */
export const hasUdf = (bytes: Uint8Array): boolean =>
  descriptorsOf(bytes).some((sector) => sector.toString('latin1', 1, 5) === 'NSR0');

/** The files of a disk image (ECMA-119), by Joliet's names where it has them. Ends quietly where the image is cut short. */
export function* isoEntries(bytes: Uint8Array): Generator<IsoEntry> {
  const described = descriptorsOf(bytes).filter((sector) => sector.toString('latin1', 1, 6) === 'CD001');
  // Escape sequences of UCS-2 (Joliet 1.0): %/@, %/C and %/E.
  const joliet = described.find(
    (sector) => sector[0] === SUPPLEMENTARY && /^%\/[@CE]/.test(sector.toString('latin1', 88, 91)),
  );
  const volume = joliet ?? described.find((sector) => sector[0] === PRIMARY);
  if (!volume) return;
  const nameOf = (raw: Buffer) =>
    (joliet ? new TextDecoder('utf-16be').decode(raw) : raw.toString('latin1')).replace(/\.?;\d+$/, '');
  const image = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const waiting = [{ ...placeOf(volume.subarray(156)), path: '' }];
  const seen = new Set<number>();
  let read = 0;
  for (let folder = waiting.pop(); folder && seen.size < MOST_FOLDERS; folder = waiting.pop()) {
    // A hostile tree may be a ring.
    if (seen.has(folder.at)) continue;
    seen.add(folder.at);
    const records = image.subarray(folder.at, folder.at + folder.size);
    for (let at = 0; at + 34 <= records.length && read < MOST_RECORDS; ) {
      const length = records[at] ?? 0;
      // No record runs over the end of a sector.
      if (length < 34) at = (Math.floor(at / SECTOR) + 1) * SECTOR;
      else {
        const record = records.subarray(at, at + length);
        const raw = record.subarray(33, 33 + (record[32] ?? 0));
        const path = folder.path + nameOf(raw);
        const place = placeOf(record);
        const isSelfOrParent = raw.length === 1 && (raw[0] ?? 2) < 2;
        if (((record[25] ?? 0) & 2) === 0)
          yield { name: path, content: image.subarray(place.at, place.at + place.size) };
        else if (!isSelfOrParent) waiting.push({ ...place, path: `${path}/` });
        at += length;
        read++;
      }
    }
  }
}

/** Of a directory record: where its extent is, and how large. */
const placeOf = (record: Buffer) =>
  record.length < 18 ? { at: 0, size: 0 } : { at: record.readUInt32LE(2) * SECTOR, size: record.readUInt32LE(10) };

/** ISO's volume descriptors up to the one that ends them, and UDF's behind it. */
function descriptorsOf(bytes: Uint8Array): Buffer[] {
  const image = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const found: Buffer[] = [];
  for (let number = FIRST_DESCRIPTOR; found.length < DESCRIPTORS_MAX; number++) {
    const sector = image.subarray(number * SECTOR, (number + 1) * SECTOR);
    if (sector.length < SECTOR || !/^(?:CD001|BEA01|NSR0[23]|TEA01|BOOT2)$/.test(sector.toString('latin1', 1, 6)))
      break;
    found.push(sector);
  }
  return found;
}
