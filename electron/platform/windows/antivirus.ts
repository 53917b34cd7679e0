import { existsSync, readdirSync } from 'node:fs';
import { stat } from 'node:fs/promises';
import { win32 } from 'node:path';
import type { Scanner, ScanResult } from '../../contract/mail.ts';
import { boundedScan } from '../bounded-scan.ts';
import type { Antivirus } from '../platform.ts';
import { runCommand } from '../run-command.ts';
import { dayOfFiletime, defenderResult, newestPlatform } from './defender.ts';
import { HKEY_LOCAL_MACHINE, type RegistryValue, withKey } from './registry.ts';
import { registryText } from './registry-values.ts';

const DEFENDER_KEY = 'SOFTWARE\\Microsoft\\Windows Defender';
const SIGNATURES_KEY = `${DEFENDER_KEY}\\Signature Updates`;
const PROGRAM = 'MpCmdRun.exe';
const SCAN_MS = 180_000;
/** It finds its own service and its folders by these. */
const NEEDS = ['ProgramData', 'ProgramFiles', 'TEMP', 'TMP'];

/** Microsoft Defender, by its own command line. AMSI is no scan of a file and is not asked. */
export class WindowsAntivirus implements Antivirus {
  readonly #run: typeof runCommand;

  constructor(run: typeof runCommand = runCommand) {
    this.#run = run;
  }

  scan(path: string, signal: AbortSignal): Promise<ScanResult> {
    return boundedScan((bound) => this.#scan(path, bound), signal, SCAN_MS);
  }

  async #scan(path: string, signal: AbortSignal): Promise<ScanResult> {
    // MpCmdRun answers a missing file with the code of a find.
    const unreadable = await whyUnreadable(path);
    if (unreadable) return { kind: 'not-scanned', why: unreadable, scanner: null, detail: '' };
    const program = findProgram();
    if (program === null) return { kind: 'not-scanned', why: 'no-antivirus', scanner: null, detail: '' };
    const args = ['-Scan', '-ScanType', '3', '-File', path, '-DisableRemediation'];
    return defenderResult(await this.#run(program, args, SCAN_MS, { signal, passOn: NEEDS }), readScanner());
  }
}

/** The newest platform's, then the one that came with Windows. Throws WindowsError where the registry cannot be read. */
export function findProgram(): string | null {
  const values = valuesOf(DEFENDER_KEY);
  const data = textOf(values, 'ProductAppDataPath');
  const platforms = data === null ? null : win32.join(data, 'Platform');
  const newest = platforms === null ? null : newestPlatform(foldersIn(platforms));
  const folders = [
    platforms !== null && newest !== null ? win32.join(platforms, newest) : null,
    textOf(values, 'InstallLocation'),
  ];
  for (const folder of folders) {
    const program = folder === null ? null : win32.join(folder, PROGRAM);
    if (program !== null && win32.isAbsolute(program) && existsSync(program)) return program;
  }
  return null;
}

/** Signatures: their own day, else the day they were last renewed. */
export function readScanner(): Scanner {
  const values = valuesOf(SIGNATURES_KEY);
  const dayOf = (name: string) => {
    const value = values.find((one) => one.name === name);
    return value ? dayOfFiletime(value.data) : null;
  };
  return {
    name: 'defender',
    version: textOf(values, 'AVSignatureVersion') ?? '',
    signaturesOn: dayOf('AVSignatureApplied') ?? dayOf('SignaturesLastUpdated'),
  };
}

const valuesOf = (path: string): readonly RegistryValue[] =>
  withKey(HKEY_LOCAL_MACHINE, path, (key) => key.values()) ?? [];

function textOf(values: readonly RegistryValue[], name: string): string | null {
  const value = values.find((one) => one.name === name);
  return value ? registryText(value.data).slice(0, 300) || null : null;
}

function foldersIn(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

async function whyUnreadable(path: string): Promise<'gone' | 'no-access' | 'failed' | null> {
  try {
    return (await stat(path)).isFile() ? null : 'failed';
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    return code === 'ENOENT' ? 'gone' : code === 'EACCES' || code === 'EPERM' ? 'no-access' : 'failed';
  }
}
