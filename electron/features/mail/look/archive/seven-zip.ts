const HEADER_BYTES = 32;
/** The method of AES-256 with SHA-256, as "7zFormat.txt" and "Methods.txt" of 7-Zip have it. */
const AES = Buffer.from('06f10701', 'hex');

/** Does its closing header name encryption? One that is packed itself shows nothing of what it lists. */
export function namesEncryption(content: Uint8Array): boolean {
  const bytes = Buffer.from(content.buffer, content.byteOffset, content.byteLength);
  if (bytes.length < HEADER_BYTES) return false;
  const from = HEADER_BYTES + Number(bytes.readBigUInt64LE(12));
  return bytes.subarray(from, from + Number(bytes.readBigUInt64LE(20))).includes(AES);
}
