import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { look } from '../../electron/features/mail/look/look.ts';
import { madeIso } from '../fixtures/made-iso.ts';

const program = ['/usr/bin/7zz', '/usr/bin/7z'].find(existsSync);
const cannotRun = program ? null : '/usr/bin/7zz is absent';
if (cannotRun) console.warn(`skipped: ${cannotRun}`);

describe.skipIf(cannotRun)('archives of the real 7-Zip', () => {
  const folder = mkdtempSync(join(tmpdir(), 'look-archives-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  const run = (...args: string[]) => execFileSync(program ?? '', args, { cwd: folder, encoding: 'utf8' });
  const kindsIn = async (name: string) => {
    const answer = await look({ kind: 'look', path: join(folder, name), name, maxBytes: 1e8, timeoutMs: 20_000 });
    return answer.kind === 'looked' ? answer.findings.map(({ kind }) => kind) : answer.kind;
  };

  test.each([
    ['plain.7z', [], 'unreadable'],
    ['locked.7z', ['-pPassw0rd'], 'encrypted'],
    ['hidden.7z', ['-pPassw0rd', '-mhe=on'], 'encrypted'],
  ])('%s', async (name, options, kind) => {
    writeFileSync(join(folder, '名冊.txt'), 'A123456789');
    run('a', ...options, name, '名冊.txt');
    expect(await kindsIn(name)).toEqual([kind]);
  });

  test('the tests’ own disk image is one: 7-Zip takes the same files out of it', async () => {
    const files = { '名冊.txt': Buffer.from('A123456789'), '訂單.exe': Buffer.from('MZ'.padEnd(3000, 'x')) };
    writeFileSync(join(folder, 'order.iso'), madeIso(files));
    run('x', '-oout', 'order.iso');
    for (const [name, content] of Object.entries(files))
      expect(readFileSync(join(folder, 'out', name)).equals(content)).toBe(true);
    expect(await kindsIn('order.iso')).toEqual(['archive-with-program']);
  });
});
