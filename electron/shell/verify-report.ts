import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import type { ReceiptCheck } from '../contract/acknowledgement.ts';
import { type ReceiptFile, verifyFiles } from '../features/rules/acknowledgement/verify-files.ts';
import type { AcknowledgementWords } from './acknowledgement-words.ts';
import type { ExitCode } from './status-report.ts';

export interface VerifyReportParts {
  /** Paths as given. */
  readonly files: readonly string[];
  /** This account's keys on this PC; null: they could not be read. */
  readonly ownKeys: ReadonlySet<string> | null;
  readonly words: AcknowledgementWords;
  /** Whole lines, without the line end. */
  readonly write: { readonly out: (text: string) => void; readonly err: (line: string) => void };
}

/** Answers `--verify-receipt FILE…`. 0: each is valid, 1: something is wrong with one, 2: one could not be read. */
export async function runVerifyReceipts({ files, ownKeys, words, write }: VerifyReportParts): Promise<ExitCode> {
  const read: ReceiptFile[] = [];
  let isUnread = false;
  for (const path of files) {
    try {
      read.push({ name: basename(path), content: await readFile(path) });
    } catch (error) {
      isUnread = true;
      write.err(words('verify.cannotRead', { name: path, detail: String(error) }));
    }
  }
  const checks = verifyFiles(read, ownKeys);
  for (const check of checks) write.out(wordsOf(check, words));
  if (isUnread) return 2;
  return checks.every(({ valid }) => valid) ? 0 : 1;
}

function wordsOf({ name, valid, claim, findings, key }: ReceiptCheck, words: AcknowledgementWords): string {
  const { number = 0, signedAt = '', person, rules } = claim ?? {};
  const values = { name, number, signedAt, person: person?.name ?? '', edition: rules?.edition ?? 0 };
  const head = valid
    ? words('verify.valid', { ...values, employeeNumber: person?.employeeNumber ?? '' })
    : words('verify.invalid', { name });
  const lines = findings.map(({ kind, at, detail }) =>
    words('verify.finding', {
      words: words(`verify.kind.${kind}`),
      at: at === '' ? '' : words('verify.at', { at }),
      detail: detail === '' ? '' : words('verify.detail', { detail }),
    }),
  );
  return [head, ...lines, ...(claim ? [words(`verify.key.${key}`)] : [])].join('\n  ');
}
