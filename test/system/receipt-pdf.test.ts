import { execFile, execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Receipt } from '../../electron/contract/acknowledgement.ts';
import type { Language } from '../../electron/contract/format.ts';
import { electronRuntime } from '../../electron/dev/electron-runtime.mjs';
import { consentWords } from '../../electron/features/rules/acknowledgement/consent.ts';
import { makeKey } from '../../electron/features/rules/acknowledgement/ed25519.ts';
import { signReceipt } from '../../electron/features/rules/acknowledgement/receipt.ts';
import { builtInPack, clausesOf, hashesOf } from '../../electron/features/rules/pack.ts';
import { BUILT_IN } from '../../electron/settings/built-in.ts';
import { acknowledgementWords } from '../../electron/shell/acknowledgement-words.ts';
import { signedChain } from '../unit/features/rules/acknowledgement/signed-chain.ts';
import { probeApp } from './probe-app.ts';

const needed = ['/usr/bin/xvfb-run', '/usr/bin/pdftotext', '/usr/bin/pdffonts'];
const absent = needed.find((path) => !existsSync(path));
if (absent) console.warn(`skipped: ${absent} is absent`);

const root = mkdtempSync(join(tmpdir(), 'citynet-pdf-'));
const pack = await builtInPack();
let app = '';
beforeAll(async () => {
  app = await probeApp('test/system/receipt-pdf-probe.ts', join(root, 'app'));
});
afterAll(() => {
  // To be looked at: CITYNET_KEEP_PDF=FOLDER keeps both.
  if (!process.env.CITYNET_KEEP_PDF) rmSync(root, { recursive: true, force: true });
});

function receiptIn(language: Language): Receipt {
  const key = makeKey();
  const [like] = signedChain({ length: 1, key });
  if (!like) throw new Error('no receipt');
  const hashes = hashesOf(pack);
  const settings = { ...BUILT_IN, agencyName: '桃園市政府' };
  const words = consentWords(pack.text, settings, language, acknowledgementWords(language));
  const rules = {
    rulesId: pack.rulesId,
    edition: pack.edition,
    title: pack.text.title,
    packSha256: hashes.pack,
    textSha256: hashes.text,
    clauses: hashes.clauses,
  };
  return signReceipt({ ...like.claim, rules, consent: { language, ...words } }, pack.text, key.privateKey);
}

async function printed(receipt: Receipt, language: Language): Promise<string> {
  const { executablePath, args } = await electronRuntime();
  const folder = process.env.CITYNET_KEEP_PDF ?? root;
  const pdf = join(folder, `receipt-${language}.pdf`);
  writeFileSync(join(root, 'receipt.json'), JSON.stringify(receipt));
  const env = { ...process.env, PROBE_RECEIPT: join(root, 'receipt.json'), PROBE_PDF: pdf };
  const run = ['--auto-servernum', executablePath, ...args, app, `--user-data-dir=${join(root, 'data')}`];
  await new Promise<void>((resolve, reject) =>
    execFile('xvfb-run', run, { env, timeout: 60_000 }, (error, stdout, stderr) =>
      stdout.includes('PROBE') ? resolve() : reject(new Error(`${error?.message}\n${stderr}`)),
    ),
  );
  return pdf;
}

/** The lower margin of the page's style, 20 mm. */
const FOOT_POINTS = 56;

/** White space is the layout's own. */
const bare = (text: string) => text.replace(/\s+/g, '');

describe.skipIf(absent).each(['zh-TW', 'en'] as const)('a receipt printed in %s', (language) => {
  const receipt = receiptIn(language);
  let pdf = '';
  let text = '';
  beforeAll(async () => {
    pdf = await printed(receipt, language);
    text = execFileSync('pdftotext', ['-layout', pdf, '-'], { encoding: 'utf8' });
  });

  test('has the whole official text, each clause to its last character and in order, and it can be searched', () => {
    // Without the foot of each page, which would stand within a clause that goes on overleaf.
    const body = ['-x', '0', '-y', '0', '-W', '596', '-H', `${842 - FOOT_POINTS}`];
    const found = bare(execFileSync('pdftotext', ['-raw', ...body, pdf, '-'], { encoding: 'utf8' }));
    expect(found).not.toContain(`${receipt.claim.receiptId}1/`);
    const clauses = clausesOf(pack.text).map(({ label, text: clause }) => bare(label + clause));
    expect(clauses.filter((clause) => !found.includes(clause))).toEqual([]);
    expect(found).toContain(clauses.join(''));
  });

  test('says who, when, what was acknowledged and by which key', () => {
    const { claim } = receipt;
    const found = bare(text);
    for (const said of [
      claim.person.name,
      claim.person.employeeNumber,
      claim.signedAt,
      claim.consent.statement,
      claim.receiptId,
      claim.publicKey,
      claim.rules.textSha256,
      pack.text.title,
    ])
      expect([said, found.includes(bare(said))]).toEqual([said, true]);
  });

  test('embeds its letters and numbers its pages', () => {
    const fonts = execFileSync('pdffonts', [pdf], { encoding: 'utf8' }).trim().split('\n').slice(2);
    expect(fonts.length).toBeGreaterThan(0);
    // Columns from the right: object id (two), uni, sub, emb.
    for (const line of fonts) {
      const [embedded, , unicode] = line.trim().split(/\s+/).slice(-5);
      expect([line, embedded, unicode]).toEqual([line, 'yes', 'yes']);
    }
    const pages = Number(/^Pages:\s+(\d+)$/m.exec(execFileSync('pdfinfo', [pdf], { encoding: 'utf8' }))?.[1]);
    expect(pages).toBeGreaterThan(2);
    for (let page = 1; page <= pages; page++) expect(bare(text)).toContain(`${page}/${pages}`);
  });

  test('never calls itself a digital signature in the sense of the law', () => {
    expect(text).not.toMatch(/數位簽章|digital signature/i);
    expect(readFileSync(pdf).subarray(0, 5).toString()).toBe('%PDF-');
  });
});
