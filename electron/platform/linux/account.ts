import { hostname, userInfo } from 'node:os';

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
