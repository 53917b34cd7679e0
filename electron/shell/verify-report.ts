import { basename } from 'node:path';
import type { ReceiptCheck } from '../contract/acknowledgement.ts';
import { withRegularFile } from '../features/rules/acknowledgement/regular-file.ts';
import { type ReceiptFile, verifyFiles } from '../features/rules/acknowledgement/verify-files.ts';
import { type AcknowledgementWords, terminalWords } from './acknowledgement-words.ts';
import { findingWords } from './finding-words.ts';
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

/** Answers `--verify-receipt FILE…`. 0: each is valid, 1: something is wrong with one, its chain or its key, 2: one could not be read. */
export async function runVerifyReceipts(parts: VerifyReportParts): Promise<ExitCode> {
  const { files, ownKeys, write } = parts;
  const words = terminalWords(parts.words);
  const read: ReceiptFile[] = [];
  let isUnread = false;
  for (const path of files) {
    try {
      const content = await withRegularFile(path, (file) => file.readFile());
      read.push({ name: basename(path), content });
    } catch (error) {
      isUnread = true;
      write.err(words('verify.cannotRead', { name: path, detail: String(error) }));
    }
  }
  const checks = verifyFiles(read, ownKeys);
  for (const check of checks) write.out(wordsOf(check, words));
  if (isUnread) return 2;
  return checks.every(({ valid, findings }) => valid && findings.length === 0) ? 0 : 1;
}

function wordsOf(check: ReceiptCheck, words: AcknowledgementWords): string {
  const { claim, findings, key } = check;
  const lines = findings.map(
    (each) => findingWords(each, words) + (each.detail === '' ? '' : words('verify.detail', { detail: each.detail })),
  );
  return [headOf(check, words), ...lines, ...(claim ? [words(`verify.key.${key}`)] : [])].join('\n  ');
}

function headOf({ name, valid, claim, enrolment, findings }: ReceiptCheck, words: AcknowledgementWords): string {
  if (enrolment) {
    const { accountName, machineName, madeAt } = enrolment;
    return words('verify.enrolment', { name, accountName, machineName, madeAt });
  }
  if (!valid || !claim) return words('verify.invalid', { name });
  const { number, signedAt, person, rules } = claim;
  const values = { name, number, signedAt, edition: rules.edition };
  return words(findings.length === 0 ? 'verify.valid' : 'verify.validAlone', {
    ...values,
    person: person.name,
    employeeNumber: person.employeeNumber,
  });
}
