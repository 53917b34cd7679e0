/** A security identifier as administrators write it: `S-1-5-21-…` ([MS-DTYP] 2.4.2.1 and 2.4.2.2). */
export function sidText(sid: Buffer): string {
  const authority = sid.readUIntBE(2, 6);
  const parts = Array.from({ length: sid.readUInt8(1) }, (_, at) => sid.readUInt32LE(8 + 4 * at));
  return ['S', sid.readUInt8(0), authority, ...parts].join('-');
}
