import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { canonicalText } from '../../../../../electron/delivery/document.ts';
import { receiptHash } from '../../../../../electron/features/rules/acknowledgement/receipt.ts';
import { signedChain } from './signed-chain.ts';

const readme = readFileSync(fileURLToPath(new URL('../../../../../README.md', import.meta.url)), 'utf8');
/** The commands, as an officer copies them from the README. */
const [, commands = ''] = /<!-- checked by a test -->\n```sh\n([\s\S]*?)```/.exec(readme) ?? [];

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'openssl-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const [receipt] = signedChain({ length: 1 });
if (!receipt) throw new Error('no receipt');
const run = (text: string) => {
  writeFileSync(join(folder, 'receipt.json'), text);
  try {
    return execFileSync('sh', ['-c', commands], { cwd: folder, encoding: 'utf8', stdio: 'pipe' });
  } catch (error) {
    return String((error as { stdout?: string }).stdout);
  }
};

describe.skipIf(!existsSync('/usr/bin/openssl'))('a receipt checked with nothing of ours', () => {
  it('by the README’s own commands is verified by OpenSSL, and has the hash that the next one names', () => {
    expect(commands).toContain('openssl pkeyutl -verify');
    const said = run(canonicalText(receipt));
    expect(said).toContain('Signature Verified Successfully');
    expect(said).toContain('Text as signed');
    expect(said).toContain(receiptHash(receipt));
  });

  it('and with one letter of the rules’ text altered is told so, though the signature over the claim holds', () => {
    const altered = canonicalText(receipt).replace('1 GB', '9 GB');
    expect(altered).not.toBe(canonicalText(receipt));
    const said = run(altered);
    expect(said).toContain('Signature Verified Successfully');
    expect(said).toContain('TEXT ALTERED');
    expect(said).not.toContain('Text as signed');
  });

  it('and altered by one letter is refused', () => {
    const said = run(canonicalText(receipt).replace('"PC-7"', '"PC-8"'));
    expect(said).toContain('Signature Verification Failure');
  });
});
