import { setImmediate as nextTurn } from 'node:timers/promises';
import { copyMemory, ERROR_SUCCESS, type Pointer, windowsCall } from './library.ts';
import { sidText } from './sid-text.ts';

const getNamedSecurityInfo = windowsCall(
  'advapi32.dll',
  'uint32_t __stdcall GetNamedSecurityInfoW(str16 name, int kind, uint32_t what, _Out_ void **owner, void *group, void *access, void *audit, _Out_ void **descriptor)',
);
const getLengthSid = windowsCall('advapi32.dll', 'uint32_t __stdcall GetLengthSid(void *sid)');
const lookupAccountSid = windowsCall(
  'advapi32.dll',
  'int __stdcall LookupAccountSidW(void *system, void *sid, void *name, _Inout_ uint32_t *nameCharacters, void *domain, _Inout_ uint32_t *domainCharacters, _Out_ int *use)',
);
const localFree = windowsCall('kernel32.dll', 'void * __stdcall LocalFree(void *memory)');

const FILE_OBJECT = 1;
const OWNER_INFORMATION = 1;
/** UNLEN 256 and a domain of up to 255, with room. */
const MOST_CHARACTERS = 512;

/** `DOMAIN\user`, or the identifier of an account that no domain knows any more. */
export async function fileOwners(paths: readonly string[]): Promise<(string | null)[]> {
  const names = new Map<string, string>();
  const owners: (string | null)[] = [];
  for (const path of paths) {
    owners.push(ownerOf(path, names));
    await nextTurn();
  }
  return owners;
}

/** Each account is asked for once: for a domain's own the answer comes from its controller. */
function ownerOf(path: string, names: Map<string, string>): string | null {
  const owner: [Pointer | null] = [null];
  const descriptor: [Pointer | null] = [null];
  const code: number = getNamedSecurityInfo(path, FILE_OBJECT, OWNER_INFORMATION, owner, null, null, null, descriptor);
  const [sid] = owner;
  if (code !== ERROR_SUCCESS || sid === null) return null;
  try {
    const text = sidText(copyMemory(sid, getLengthSid(sid)));
    const name = names.get(text) ?? accountOf(sid) ?? text;
    names.set(text, name);
    return name;
  } finally {
    localFree(descriptor[0]);
  }
}

function accountOf(sid: Pointer): string | null {
  const [name, domain] = [Buffer.alloc(2 * MOST_CHARACTERS), Buffer.alloc(2 * MOST_CHARACTERS)];
  const [nameCharacters, domainCharacters]: [number][] = [[MOST_CHARACTERS], [MOST_CHARACTERS]];
  if (lookupAccountSid(null, sid, name, nameCharacters, domain, domainCharacters, [0]) === 0) return null;
  const textOf = (buffer: Buffer, [characters = 0]: number[] = []) => buffer.toString('utf16le', 0, characters * 2);
  return [textOf(domain, domainCharacters), textOf(name, nameCharacters)].filter((part) => part !== '').join('\\');
}
