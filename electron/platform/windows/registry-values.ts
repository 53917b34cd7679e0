/** Registry types (winnt.h). */
const REG_SZ = 1;
const REG_EXPAND_SZ = 2;
const REG_DWORD = 4;
const REG_DWORD_BIG_ENDIAN = 5;
const REG_MULTI_SZ = 7;
const REG_QWORD = 11;

/**
 * A registry value as JSON has it: text, list of text or number. Other types, and numbers that a JavaScript number
 * cannot hold, become `{ registryType }`, for the validation to refuse by name.
 */
export function decodeRegistryValue(type: number, data: Buffer): unknown {
  switch (type) {
    case REG_SZ:
    case REG_EXPAND_SZ:
      return registryText(data);
    case REG_MULTI_SZ:
      return registryTexts(data);
    case REG_DWORD:
      if (data.length === 4) return data.readUInt32LE(0);
      break;
    case REG_DWORD_BIG_ENDIAN:
      if (data.length === 4) return data.readUInt32BE(0);
      break;
    case REG_QWORD:
      if (data.length === 8 && data.readBigUInt64LE(0) <= BigInt(Number.MAX_SAFE_INTEGER))
        return Number(data.readBigUInt64LE(0));
      break;
  }
  return { registryType: type };
}

/** Text up to its terminator, which whoever wrote it may have left out. */
export function registryText(data: Buffer): string {
  const text = data.toString('utf16le');
  const end = text.indexOf('\0');
  return end < 0 ? text : text.slice(0, end);
}

/** Texts up to the empty one that ends the list. */
function registryTexts(data: Buffer): string[] {
  const texts = data.toString('utf16le').split('\0');
  const end = texts.indexOf('');
  return end < 0 ? texts : texts.slice(0, end);
}
