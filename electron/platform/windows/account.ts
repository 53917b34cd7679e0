import { hostname, userInfo } from 'node:os';
import { inBackground } from './in-background.ts';
import { windowsCall } from './library.ts';

const getUserNameEx = windowsCall(
  'secur32.dll',
  'uint8_t __stdcall GetUserNameExW(int format, void *name, _Inout_ uint32_t *characters)',
);

/** EXTENDED_NAME_FORMAT (secext.h). */
const NAME_SAM_COMPATIBLE = 2;
const NAME_DISPLAY = 3;
/** UNLEN 256 and a domain of up to 255, with room. */
const MOST_CHARACTERS = 1024;

/** `DOMAIN\user` as the administrators know it; the bare name where Windows does not say. */
export function readAccount(): { accountName: string; machineName: string } {
  const name = Buffer.alloc(MOST_CHARACTERS * 2);
  const characters: [number] = [MOST_CHARACTERS];
  const succeeded: number = getUserNameEx(NAME_SAM_COMPATIBLE, name, characters);
  const accountName = succeeded !== 0 ? name.toString('utf16le', 0, characters[0] * 2) : userInfo().username;
  return { accountName, machineName: hostname() };
}

/** On a thread of its own: Windows may ask the domain for it, and knows none of a local account. */
export async function readDisplayName(): Promise<string | null> {
  const name = Buffer.alloc(MOST_CHARACTERS * 2);
  const characters: [number] = [MOST_CHARACTERS];
  try {
    const succeeded = await inBackground(getUserNameEx, NAME_DISPLAY, name, characters);
    return (succeeded !== 0 && name.toString('utf16le', 0, characters[0] * 2).trim()) || null;
  } catch {
    return null;
  }
}
