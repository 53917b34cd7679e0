import { hostname, userInfo } from 'node:os';
import { runCommand } from '../run-command.ts';

/** The name this process runs under and the host's name. Never throws: without a passwd entry the number stands in. */
export function readAccount(): { accountName: string; machineName: string } {
  return { accountName: accountName(), machineName: hostname() };
}

function accountName(): string {
  try {
    return userInfo().username;
  } catch {
    return String(process.getuid?.() ?? '');
  }
}

const NAME_ANSWER_MS = 2_000;

/** The account's full name (GECOS, passwd(5)), also from a directory that the system asks. */
export async function readDisplayName(userId: number): Promise<string | null> {
  const end = await runCommand('getent', ['passwd', String(userId)], NAME_ANSWER_MS);
  return end.kind === 'ended' && end.code === 0 ? nameIn(end.said) : null;
}

/** Of one line of passwd: the field's first part, the rest of which is room and telephone. */
export function nameIn(line: string): string | null {
  const [name = ''] = (line.split(':')[4] ?? '').split(',');
  return name.trim() || null;
}
