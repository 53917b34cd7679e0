import { open } from 'node:fs/promises';
import { Budget, USUAL_BOUNDS } from '../look/budget.ts';
import type { FailedAnswer, InspectAnswer, InspectTask } from '../look/look-task.ts';
import { trueType } from '../look/true-type.ts';
import { inspectMessage } from './inspect-message.ts';
import { MESSAGE_BOUNDS } from './mime/bounds.ts';
import { beginsAsMessage } from './mime/read-message.ts';

const TYPE_TIMEOUT_MS = 5_000;

/**
 * Opens the file for reading only and judges the message in it. Never rejects. Outlook's own `.msg` is a compound file
 * that is not read here: its answer names it, and the page says how to save as `.eml`.
 */
export async function inspectFile({ path, name, settings }: InspectTask): Promise<InspectAnswer | FailedAnswer> {
  try {
    const file = await open(path, 'r');
    try {
      const { size } = await file.stat();
      // One byte beyond the bound, so that the report says that it was passed.
      const bytes = Buffer.alloc(Math.min(size, MESSAGE_BOUNDS.bytes + 1));
      const { bytesRead } = await file.read(bytes, 0, bytes.length, 0);
      const content = bytes.subarray(0, bytesRead);
      const format = otherFormat(content);
      if (format !== null) return { kind: 'no-message', format };
      const report = await inspectMessage(content, { fileName: name, settings });
      return { kind: 'inspected', report: { ...report, bytes: size } };
    } finally {
      await file.close();
    }
  } catch (error) {
    const { code = 'UNKNOWN', message } = error as NodeJS.ErrnoException;
    return { kind: 'failed', code: code.slice(0, 40), message: message.slice(0, 600) };
  }
}

/** What it is instead of a message; null: it may well be one, however broken. */
function otherFormat(content: Buffer): string | null {
  if (content.length === 0) return 'empty';
  if (beginsAsMessage(content)) return null;
  const budget = new Budget({ ...USUAL_BOUNDS, timeoutMs: TYPE_TIMEOUT_MS });
  return trueType(content, budget).kind?.extension ?? 'bin';
}
