/** A share by its network name, `\\server\share` (Windows' universal naming convention), in any of its spellings. */
export function isUncPath(path: string): boolean {
  return /^\\\\(?![?.]\\(?!UNC\\))/i.test(path);
}
