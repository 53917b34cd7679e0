import { type FileHandle, open } from 'node:fs/promises';
import { Budget, USUAL_BOUNDS } from './budget.ts';
import { findingsOfKind, findingsOfName } from './disguise.ts';
import { lookInside } from './look-inside.ts';
import type { FailedAnswer, LookAnswer, LookTask } from './look-task.ts';
import { HEAD_BYTES } from './magic.ts';
import { typeOfHead } from './true-type.ts';

/** Opens the file for reading only, and looks into it within the task's bounds. Never rejects. */
export async function look({ path, name, maxBytes, timeoutMs }: LookTask): Promise<LookAnswer | FailedAnswer> {
  const budget = new Budget({ ...USUAL_BOUNDS, timeoutMs });
  try {
    const file = await open(path, 'r');
    try {
      const { size } = await file.stat();
      return size > maxBytes
        ? await lookAtHead(file, name, size)
        : await lookInside(await file.readFile(), name, budget);
    } finally {
      await file.close();
    }
  } catch (error) {
    const { code = 'UNKNOWN', message } = error as NodeJS.ErrnoException;
    return { kind: 'failed', code, message: message.slice(0, 600) };
  }
}

async function lookAtHead(file: FileHandle, name: string, bytes: number): Promise<LookAnswer> {
  const { buffer, bytesRead } = await file.read(Buffer.alloc(HEAD_BYTES), 0, HEAD_BYTES, 0);
  const kind = typeOfHead(buffer.subarray(0, bytesRead));
  // A container's beginning does not say which of its formats it is: its ending is not gainsaid by it.
  const isContainer = kind?.extension === 'zip' || kind?.extension === 'cfb';
  return {
    kind: 'looked',
    type: kind && { extension: kind.extension, mediaType: kind.mediaType },
    findings: [
      ...findingsOfName(name),
      ...(isContainer ? [] : findingsOfKind(name, kind)),
      { kind: 'too-large-to-look-into', at: '', detail: `${bytes} B` },
    ],
    personalData: { kind: 'not-looked', why: 'too-large', detail: '' },
  };
}
