import { join } from 'node:path';
import { app } from 'electron';
import type { Language } from '../contract/format.ts';
import type { Settings } from '../contract/settings.ts';
import { realFs } from '../delivery/durable-files.ts';
import { keysFolder, readKeyFiles } from '../features/rules/acknowledgement/key-files.ts';
import type { Platform } from '../platform/platform.ts';
import { acknowledgementWords } from './acknowledgement-words.ts';
import type { Command, RosterCommand } from './command-line.ts';
import { editionHere } from './roster-edition.ts';
import { runRoster } from './roster-report.ts';
import type { ExitCode } from './status-report.ts';
import { runVerifyReceipts } from './verify-report.ts';

interface Here {
  /** The app's own folder; read only. */
  readonly folder: string;
  readonly language: Language;
  readonly write: { readonly out: (text: string) => void; readonly err: (line: string) => void };
}

export async function verifyReceipts(
  { files }: Extract<Command, { kind: 'verify-receipt' }>,
  { folder, language, write }: Here,
): Promise<ExitCode> {
  const own = await readKeyFiles(realFs, keysFolder(join(folder, 'acknowledgement'))).catch(() => null);
  const ownKeys = own && own.files.length > 0 ? new Set(own.files.map(({ enrolment }) => enrolment.publicKey)) : null;
  return runVerifyReceipts({ files, ownKeys, words: acknowledgementWords(language), write });
}

export async function roster(
  command: RosterCommand,
  { folder, language, write }: Here,
  settings: Settings,
  platform: Pick<Platform, 'fileOwners'>,
): Promise<ExitCode> {
  const { stderr } = process;
  return runRoster({
    command,
    settings,
    ownersOf: (paths) => platform.fileOwners(paths),
    editionHere: () => editionHere(folder, settings.rules),
    words: acknowledgementWords(language),
    write,
    workerPath: join(app.getAppPath(), 'dist/electron/roster-worker.js'),
    // To the line's start, and what was there is cleared.
    drawProgress: stderr.isTTY ? (text) => void stderr.write(`\r\u001b[K${text}`) : null,
  });
}
