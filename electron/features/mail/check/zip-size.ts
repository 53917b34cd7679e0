import { type PartSize, partBytes } from './wire-size.ts';

/** APPNOTE 4.3: a local header, a central one, their times and sizes as extra fields, and the end of the directory. */
const ENTRY_BYTES = 30 + 46 + 44;
const END_BYTES = 22;
const ZIP_NAME = 'files.zip';

export interface PackedFile extends Pick<PartSize, 'bytes'> {
  readonly name: string;
  /** What a byte of it becomes; null: not known. */
  readonly packedShare: number | null;
}

/** One zip of all files as an attachment, in bytes on the wire: an estimate from real packing. null: not all were packed. */
export function zipWireBytes(files: readonly PackedFile[]): number | null {
  let zipBytes = END_BYTES;
  for (const { name, bytes, packedShare } of files) {
    if (packedShare === null) return null;
    zipBytes += ENTRY_BYTES + 2 * Buffer.byteLength(name) + Math.ceil(bytes * packedShare);
  }
  return partBytes(ZIP_NAME, zipBytes);
}
