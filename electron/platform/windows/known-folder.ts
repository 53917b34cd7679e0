import { copyMemory, type Pointer, windowsCall } from './library.ts';
import { wideText } from './wide-text.ts';

const getKnownFolder = windowsCall(
  'shell32.dll',
  'int32_t __stdcall SHGetKnownFolderPath(void *id, uint32_t flags, void *token, _Out_ void **path)',
);
const freeTaskMemory = windowsCall('ole32.dll', 'void __stdcall CoTaskMemFree(void *memory)');
const textLength = windowsCall('kernel32.dll', 'int __stdcall lstrlenW(void *text)');

/** FOLDERID_LocalAppData {F1B32785-6FBA-4FCF-9D55-7B8E7F157091}: the part of a profile that does not roam. */
export const LOCAL_APP_DATA = Buffer.from('8527b3f1ba6fcf4f9d557b8e7f157091', 'hex');
/** FOLDERID_RoamingAppData {3EB685DB-65F9-4CF6-A03A-E3EF65729F3D}. */
export const ROAMING_APP_DATA = Buffer.from('db85b63ef965f64ca03ae3ef65729f3d', 'hex');

/** Asked of the shell, as the variable is whatever the starting program left in it. Null where the shell does not say. */
export function knownFolder(id: Buffer): string | null {
  const found: [Pointer | null] = [null];
  const result: number = getKnownFolder(id, 0, null, found);
  const [path] = found;
  if (path === null) return null;
  try {
    if (result !== 0) return null;
    const bytes = textLength(path) * 2;
    return wideText(copyMemory(path, bytes), 0, bytes);
  } finally {
    freeTaskMemory(path);
  }
}
