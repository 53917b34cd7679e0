// @ts-check
import { statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { runProgram } from './run-program.mjs';

/**
 * What an ordinary Linux user must do before Chromium's sandbox can start; null where nothing is needed.
 * It needs either user namespaces or a set-uid helper (Chromium docs/linux/suid_sandbox_development.md).
 * @param {string} executablePath
 * @returns {Promise<string | null>}
 */
export async function sandboxAdvice(executablePath) {
  if (process.platform !== 'linux' || process.getuid?.() === 0) return null;
  const helper = join(dirname(executablePath), 'chrome-sandbox');
  const { uid, mode } = statSync(helper, { throwIfNoEntry: false }) ?? { uid: -1, mode: 0 };
  if (uid === 0 && (mode & 0o4755) === 0o4755) return null;
  if ((await runProgram('unshare', ['-Ur', 'true'], { timeoutMs: 5_000 })).code === 0) return null;
  return `this system lets no ordinary user make namespaces, so Electron's sandbox needs its helper. Run once:\n  sudo chown root:root '${helper}' && sudo chmod 4755 '${helper}'`;
}
