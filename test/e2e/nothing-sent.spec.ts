import { mkdirSync, readdirSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createServer as createMailHost } from 'node:net';
import { join } from 'node:path';
import { everyPlace } from '../fixtures/every-place.ts';
import { expect, test } from './desk.ts';
import { zh } from './words.ts';

const APART = { DBUS_SYSTEM_BUS_ADDRESS: 'unix:path=/nonexistent/bus' };
const soon = expect.configure({ timeout: 20_000 });

test('with every place set that a setting can name, nothing is sent unless somebody presses or signs', async ({
  desk,
}) => {
  const asked: { method: string; path: string; bytes: number }[] = [];
  const server = createServer(async (request, response) => {
    let bytes = 0;
    for await (const chunk of request) bytes += (chunk as Buffer).length;
    asked.push({ method: request.method ?? '', path: request.url ?? '', bytes });
    const isUsage = request.url?.startsWith('/usage/');
    response.writeHead(isUsage ? 200 : 404, { 'content-type': 'application/json' }).end('{"rx":1,"tx":2}');
  });
  let mailed = 0;
  const mail = createMailHost((socket) => {
    mailed += 1;
    socket.destroy();
  });
  for (const each of [server, mail]) await new Promise<void>((on) => each.listen(0, '127.0.0.1', on));
  const portOf = (each: typeof server | typeof mail) => (each.address() as AddressInfo).port;
  const folder = join(desk.folder, 'share');
  mkdirSync(folder);
  const [http, smtp] = [`http://127.0.0.1:${portOf(server)}`, `smtp://127.0.0.1:${portOf(mail)}`];
  await desk.setManaged(everyPlace({ http, smtp, folder }));

  const { page } = await desk.launch({ env: APART });
  // Measured, and so there is something that could be sent.
  await soon.poll(() => page.evaluate(async () => (await window.api.usage.snapshot()).ok)).toBe(true);
  for (const room of ['incident', 'mail', 'rules', 'delivery', 'settings', 'usage'] as const)
    await page
      .getByRole('link', { name: zh(`ui:nav.${room}`) })
      .first()
      .click();
  const first = (path: string) => path.split('/')[1];
  await soon
    .poll(() => [...new Set(asked.map(({ path }) => first(path)))].sort())
    .toEqual(['notices.json', 'rules.json', 'usage']);
  await page.waitForTimeout(5_000);
  expect(asked.filter(({ method, bytes }) => method !== 'GET' || bytes > 0)).toEqual([]);
  expect([...new Set(asked.map(({ path }) => first(path)))].sort()).toEqual(['notices.json', 'rules.json', 'usage']);
  expect(mailed).toBe(0);
  expect(readdirSync(folder)).toEqual([]);

  // The same places do take what a person sends: they were not silent for want of reach.
  await page.getByTestId('alarm').click();
  await soon
    .poll(() => asked.some(({ method, path }) => method === 'PUT' && path.startsWith('/documents/')))
    .toBe(true);
  await soon.poll(() => readdirSync(folder).length).toBeGreaterThan(0);
  await soon.poll(() => mailed).toBeGreaterThan(0);
  for (const each of [server, mail]) each.close();
});
