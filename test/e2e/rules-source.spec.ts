import { createPrivateKey, createPublicKey, generateKeyPairSync, sign } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import type { Api } from '../../electron/contract/ipc.ts';
import { type LoopbackServer, startLoopbackServer } from '../fixtures/loopback-server.ts';
import { expect, ROOT, test } from './desk.ts';
import { zh } from './words.ts';

const AMENDED = '中華民國116年3月1日府智安字第1160000001號函修正';
/** The city's text with one more amendment, which doubles the cap. */
async function amendedText(): Promise<string> {
  const text = await readFile(join(ROOT, 'assets/rules/official-text.txt'), 'utf8');
  return text.replace('第1130035811號函修正\n', `$&${AMENDED}\n`).replace('每日不得超過一GB。', '每日不得超過二GB。');
}

const view = (page: Page) =>
  page.evaluate(async () => {
    const answer = await (window as unknown as { api: Record<'rules', Api['rules']> }).api.rules.view();
    return (answer as unknown as { value: Awaited<ReturnType<Api['rules']['view']>> }).value;
  });

let server: LoopbackServer;
test.beforeEach(async () => {
  server = await startLoopbackServer();
});
test.afterEach(() => server.close());

test('an amended text is imported, signed, served, read by the running app, and kept without the network', async ({
  desk,
}) => {
  const [text, pack] = [join(desk.folder, 'amended.txt'), join(desk.folder, 'pack.json')];
  await writeFile(text, await amendedText());
  const made = await desk.command(['--import-rules', text, '--out', pack]);
  expect(made).toMatchObject({ code: 0, stderr: '' });
  expect(made.stdout).toContain('20270301');
  expect(made.stdout).toMatch(/1 則：4\.14\n/);

  const { privateKey } = generateKeyPairSync('ed25519');
  const publicKey = createPublicKey(createPrivateKey(privateKey.export({ type: 'pkcs8', format: 'pem' })))
    .export({ type: 'spki', format: 'der' })
    .subarray(-32)
    .toString('base64');
  const bytes = await readFile(pack);
  server.answer = (request, response) =>
    response.end(request.url === '/pack.json' ? bytes : sign(null, bytes, privateKey));
  const rules = { url: `${server.address}/pack.json`, publicKey };
  await desk.setManaged({ rules });

  const first = await desk.launch();
  await expect
    .poll(() => view(first.page))
    .toMatchObject({
      edition: 20270301,
      source: 'managed',
      signed: true,
      problem: null,
      latest: { words: AMENDED },
    });
  expect(server.asked).toEqual(['/pack.json', '/pack.json.sig']);
  await first.page.evaluate(() => {
    location.hash = '#/rules';
  });
  await expect(first.page.getByText('每日不得超過二GB。').first()).toBeVisible();
  await first.app.close();

  await server.close();
  const second = await desk.launch();
  expect(await view(second.page)).toMatchObject({ edition: 20270301, source: 'managed', signed: true });
});

test('a text that cannot be placed is named line by line, and nothing is written', async ({ desk }) => {
  const [text, pack] = [join(desk.folder, 'bad.txt'), join(desk.folder, 'pack.json')];
  await writeFile(text, (await amendedText()).replace('(2) ', '(3) '));
  const { code, stdout, stderr } = await desk.command([`--import-rules=${text}`, `--out=${pack}`]);
  expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
  expect(stderr).toContain(`${text}:12: 「`);
  await expect(readFile(pack)).rejects.toThrow('ENOENT');
});

test('an edition that the pinned key has not signed is not taken, and the page says so', async ({ desk }) => {
  const text = await amendedText();
  server.answer = (_, response) => response.end(text);
  await desk.setManaged({
    rules: { url: `${server.address}/text`, publicKey: '11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo=' },
  });
  const { page } = await desk.launch();
  await expect
    .poll(() => view(page))
    .toMatchObject({
      edition: 20240207,
      source: 'built-in',
      problem: { reason: 'signature' },
    });
  await page.evaluate(() => {
    location.hash = '#/rules';
  });
  await expect(page.getByText(zh('rules-page:problem.signature'))).toBeVisible();
});
