import {
  ERROR_FILE_NOT_FOUND,
  ERROR_MORE_DATA,
  ERROR_NO_MORE_ITEMS,
  ERROR_SUCCESS,
  type Pointer,
  WindowsError,
  windowsCall,
} from './library.ts';

const advapi = (definition: string) => windowsCall('advapi32.dll', definition);
const regOpenKey = advapi(
  'int32_t __stdcall RegOpenKeyExW(void *root, str16 path, uint32_t options, uint32_t access, _Out_ void **key)',
);
const regCreateKey = advapi(
  'int32_t __stdcall RegCreateKeyExW(void *root, str16 path, uint32_t reserved, void *kind, uint32_t options, uint32_t access, void *security, _Out_ void **key, void *disposition)',
);
const regCloseKey = advapi('int32_t __stdcall RegCloseKey(void *key)');
const regEnumValue = advapi(
  'int32_t __stdcall RegEnumValueW(void *key, uint32_t index, void *name, _Inout_ uint32_t *nameCharacters, void *reserved, _Out_ uint32_t *type, void *data, _Inout_ uint32_t *dataBytes)',
);
const regEnumKey = advapi(
  'int32_t __stdcall RegEnumKeyExW(void *key, uint32_t index, void *name, _Inout_ uint32_t *nameCharacters, void *reserved, void *kind, void *kindCharacters, void *written)',
);
const regSetValue = advapi(
  'int32_t __stdcall RegSetValueExW(void *key, str16 name, uint32_t reserved, uint32_t type, void *data, uint32_t bytes)',
);
const regDeleteValue = advapi('int32_t __stdcall RegDeleteValueW(void *key, str16 name)');

/** Predefined handles (winreg.h), sign-extended as on 64-bit Windows. */
export const HKEY_CURRENT_USER: Pointer = 0xffffffff80000001n;
export const HKEY_LOCAL_MACHINE: Pointer = 0xffffffff80000002n;

const KEY_READ = 0x20019;
const KEY_SET_VALUE = 0x2;
/** The same view for a 32-bit build. */
const KEY_WOW64_64KEY = 0x100;

export const REG_SZ = 1;

export interface RegistryValue {
  readonly name: string;
  readonly type: number;
  readonly data: Buffer;
}

/** One key's values and, as asked for, its subkeys. */
export interface OpenRegistryKey {
  values(): RegistryValue[];
  subkeyNames(): string[];
}

/** Opens a key, hands it to `use` and closes it. Null: there is no such key. Throws WindowsError. */
export function withKey<T>(root: Pointer, path: string, use: (key: OpenRegistryKey) => T): T | null {
  const handle: [Pointer | null] = [null];
  const code: number = regOpenKey(root, path, 0, KEY_READ | KEY_WOW64_64KEY, handle);
  if (code === ERROR_FILE_NOT_FOUND) return null;
  if (code !== ERROR_SUCCESS) throw new WindowsError('RegOpenKeyExW', code);
  const [key] = handle;
  try {
    return use({ values: () => enumerateValues(key), subkeyNames: () => enumerateSubkeys(key) });
  } finally {
    regCloseKey(key);
  }
}

/** Longest names: 16,383 characters of a value, 255 of a key (Registry element size limits). */
const VALUE_NAME_CHARACTERS = 16_384;
const KEY_NAME_CHARACTERS = 256;
const FIRST_DATA_BYTES = 4 * 1024;
const MOST_DATA_BYTES = 4 * 1024 * 1024;

function enumerateValues(key: Pointer | null): RegistryValue[] {
  const values: RegistryValue[] = [];
  const name = Buffer.alloc(VALUE_NAME_CHARACTERS * 2);
  let data = Buffer.alloc(FIRST_DATA_BYTES);
  for (let index = 0; ; ) {
    const nameCharacters: [number] = [VALUE_NAME_CHARACTERS];
    const type: [number] = [0];
    const dataBytes: [number] = [data.length];
    const code: number = regEnumValue(key, index, name, nameCharacters, null, type, data, dataBytes);
    if (code === ERROR_NO_MORE_ITEMS) return values;
    if (code === ERROR_MORE_DATA && data.length < MOST_DATA_BYTES) {
      data = Buffer.alloc(Math.max(data.length * 2, Math.min(dataBytes[0], MOST_DATA_BYTES)));
      continue;
    }
    if (code !== ERROR_SUCCESS) throw new WindowsError('RegEnumValueW', code);
    values.push({
      name: name.toString('utf16le', 0, nameCharacters[0] * 2),
      type: type[0],
      data: Buffer.from(data.subarray(0, dataBytes[0])),
    });
    index++;
  }
}

function enumerateSubkeys(key: Pointer | null): string[] {
  const names: string[] = [];
  const name = Buffer.alloc(KEY_NAME_CHARACTERS * 2);
  for (let index = 0; ; index++) {
    const characters: [number] = [KEY_NAME_CHARACTERS];
    const code: number = regEnumKey(key, index, name, characters, null, null, null, null);
    if (code === ERROR_NO_MORE_ITEMS) return names;
    if (code !== ERROR_SUCCESS) throw new WindowsError('RegEnumKeyExW', code);
    names.push(name.toString('utf16le', 0, characters[0] * 2));
  }
}

/** Writes text, making the key where it is missing. Throws WindowsError. */
export function writeText(root: Pointer, path: string, name: string, text: string): void {
  const handle: [Pointer | null] = [null];
  const opened: number = regCreateKey(root, path, 0, null, 0, KEY_SET_VALUE | KEY_WOW64_64KEY, null, handle, null);
  if (opened !== ERROR_SUCCESS) throw new WindowsError('RegCreateKeyExW', opened);
  try {
    const data = Buffer.from(`${text}\0`, 'utf16le');
    const code: number = regSetValue(handle[0], name, 0, REG_SZ, data, data.length);
    if (code !== ERROR_SUCCESS) throw new WindowsError('RegSetValueExW', code);
  } finally {
    regCloseKey(handle[0]);
  }
}

/** Removes a value; one that is not there is fine. Throws WindowsError. */
export function deleteValue(root: Pointer, path: string, name: string): void {
  const handle: [Pointer | null] = [null];
  const opened: number = regOpenKey(root, path, 0, KEY_SET_VALUE | KEY_WOW64_64KEY, handle);
  if (opened === ERROR_FILE_NOT_FOUND) return;
  if (opened !== ERROR_SUCCESS) throw new WindowsError('RegOpenKeyExW', opened);
  try {
    const code: number = regDeleteValue(handle[0], name);
    if (code !== ERROR_SUCCESS && code !== ERROR_FILE_NOT_FOUND) throw new WindowsError('RegDeleteValueW', code);
  } finally {
    regCloseKey(handle[0]);
  }
}
