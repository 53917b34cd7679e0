import koffi, { type LibraryHandle } from 'koffi';

export type WindowsFunction = ReturnType<LibraryHandle['func']>;

/** A Windows call that failed: its name and Win32 error code (winerror.h), as an administrator can look it up. */
export class WindowsError extends Error {
  readonly code: number;
  constructor(call: string, code: number) {
    super(`${call} failed with Windows error ${code}`);
    this.name = 'WindowsError';
    this.code = code;
  }
}

export const ERROR_SUCCESS = 0;
export const ERROR_FILE_NOT_FOUND = 2;
export const ERROR_NOT_SUPPORTED = 50;
export const ERROR_INSUFFICIENT_BUFFER = 122;
export const ERROR_NO_DATA = 232;
export const ERROR_MORE_DATA = 234;
export const ERROR_NO_MORE_ITEMS = 259;
export const ERROR_BUFFER_OVERFLOW = 111;

/** Each DLL once, always the system's own: a bare name would be looked for beside the program first. */
const libraries = new Map<string, LibraryHandle>();

/** Binds one function when the caller is built; throws where this Windows has no such DLL or function. */
export function windowsCall(dll: string, definition: string): WindowsFunction {
  let library = libraries.get(dll);
  if (!library) {
    library = koffi.load(`${process.env.SystemRoot ?? 'C:\\Windows'}\\System32\\${dll}`);
    libraries.set(dll, library);
  }
  return library.func(definition);
}

const moveMemory = windowsCall('ntdll.dll', 'void __stdcall RtlMoveMemory(void *to, void *from, size_t bytes)');

/** A pointer as koffi hands it out. */
export type Pointer = bigint;

/** Copies: Electron's memory cage refuses buffers that view foreign memory (koffi.view). */
export function copyMemory(from: Pointer, bytes: number): Buffer {
  const copy = Buffer.allocUnsafeSlow(bytes);
  moveMemory(copy, from, bytes);
  return copy;
}
