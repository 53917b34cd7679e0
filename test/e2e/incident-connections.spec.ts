import { once } from 'node:events';
import { type AddressInfo, connect, createServer } from 'node:net';
import { Decrypter, generateX25519Identity, identityToRecipient } from 'age-encryption';
import { IncidentBody } from '../../electron/contract/incident.ts';
import { expect, test } from './desk.ts';
import { phase } from './incident-page.ts';
import { type IncidentStore, openIncidentStore } from './incident-store.ts';
import { zh } from './words.ts';

const APART = { DBUS_SYSTEM_BUS_ADDRESS: 'unix:path=/nonexistent/bus' };
const PEER = process.env.CITYNET_TEST_PEER ?? '';
const PEER_PORT = 9000;

/** Real sockets of this very process, on the network that the app is on. */
async function openSockets() {
  const server = createServer().listen(0, '0.0.0.0');
  await once(server, 'listening');
  const talk = connect(PEER_PORT, PEER);
  await once(talk, 'connect');
  return {
    listens: `0.0.0.0:${(server.address() as AddressInfo).port}`,
    talks: `${talk.localAddress}:${talk.localPort}`,
    close() {
      server.close();
      talk.destroy();
    },
  };
}

/** The commission's officer: opens what the store holds, and holds each body to the published schema. */
async function openOfficer(store: IncidentStore) {
  const identity = await generateX25519Identity();
  const decrypter = new Decrypter();
  decrypter.addIdentity(identity);
  const opened = async ({ sealed }: Record<string, unknown>) => {
    const text = await decrypter.decrypt(Buffer.from(String(sealed), 'base64'), 'text');
    return IncidentBody.parse(JSON.parse(text).body);
  };
  const bodies = () => Promise.all([...store.documents.values()].map(opened));
  return {
    sealTo: [await identityToRecipient(identity)],
    parts: () => bodies().then((all) => all.map(({ part }) => part)),
    async read<P extends IncidentBody['part']>(part: P) {
      const found = (await bodies()).find((body): body is Extract<IncidentBody, { part: P }> => body.part === part);
      if (!found) throw new Error(`the store holds no ${part}`);
      return found;
    },
  };
}

test('the report names the gateway at once, and ports and connections with their programs once released', async ({
  desk,
}) => {
  const store = await openIncidentStore();
  const sockets = await openSockets();
  const officer = await openOfficer(store);
  try {
    await desk.setManaged({
      incident: { cutMode: 'report-only' },
      delivery: { ...store.settings, sealTo: officer.sealTo },
    });
    const { page } = await desk.launch({ env: APART });
    await page.getByTestId('alarm').click();
    await phase(page, 'not-cut');
    await expect.poll(officer.parts).toContain('first');
    const { surroundings } = await officer.read('first');
    expect(surroundings.gateways).toEqual({ kind: 'known', value: [PEER] });
    expect(surroundings.dnsServers.kind).toBe('known');

    const own = { kind: 'known', value: { name: 'node', processId: process.pid } };
    await page.getByText(zh('incident:evidence.heading')).first().click();
    const again = page.getByRole('button', { name: zh('incident-page:evidence.again') });
    const port = page.getByRole('row').filter({ hasText: sockets.listens });
    await expect(async () => {
      if (await again.isVisible()) await again.click();
      await expect(port).toContainText(`node (${process.pid})`, { timeout: 500 });
    }).toPass({ timeout: 8000 });
    await expect(page.getByRole('row').filter({ hasText: sockets.talks })).toContainText(
      zh('incident-page:evidence.liveState.established'),
    );
    expect(await officer.parts()).not.toContain('evidence');

    await page.getByRole('checkbox', { name: zh('incident-page:evidence.tickConnections') }).check();
    await page.getByRole('button', { name: zh('incident:evidence.release') }).click();
    await expect.poll(officer.parts).toContain('evidence');
    const { connections } = await officer.read('evidence');
    expect(connections?.listening.kind === 'known' && connections.listening.value).toContainEqual({
      protocol: 'tcp',
      address: sockets.listens,
      program: own,
    });
    expect(connections?.live.kind === 'known' && connections.live.value).toContainEqual({
      protocol: 'tcp',
      local: sockets.talks,
      remote: `${PEER}:${PEER_PORT}`,
      state: 'established',
      program: own,
    });

    await page.getByRole('link', { name: zh('ui:nav.delivery') }).click();
    const sent = page.getByRole('article', { name: zh('delivery:kind.incident-detail') }).first();
    await sent.getByText(zh('delivery:read')).first().click();
    const table = sent.getByRole('region', { name: zh('document:field.listening') });
    await expect(table.getByRole('row').filter({ hasText: sockets.listens })).toContainText(`node / ${process.pid}`);
  } finally {
    sockets.close();
    store.close();
  }
});
