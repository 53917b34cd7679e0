/** A null-terminated UTF-16 string in a fixed field of a structure. */
export function wideText(structure: Buffer, offset: number, bytes: number): string {
  const field = structure.subarray(offset, offset + bytes);
  for (let at = 0; at + 1 < field.length; at += 2)
    if (field.readUInt16LE(at) === 0) return field.toString('utf16le', 0, at);
  return field.toString('utf16le');
}
