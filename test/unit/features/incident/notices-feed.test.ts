import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { CommissionNotices } from '../../../../electron/contract/incident-calls.ts';
import { NoticesFeed } from '../../../../electron/features/incident/notices-feed.ts';
import { json, type LoopbackServer, startLoopbackServer, text } from '../../../fixtures/loopback-server.ts';

const OUTAGE = { title: '5 樓網路維修', words: '今日 14:00 至 16:00' };
let server: LoopbackServer;
let folder: string;
let nowMs: number;
let address: string | null;

beforeEach(async () => {
  server = await startLoopbackServer();
  folder = mkdtempSync(join(tmpdir(), 'notices-'));
  nowMs = Date.parse('2026-11-23T06:00:00Z');
  address = `${server.address}/current.json`;
  server.answer = json({ schema: 1, notices: [{ ...OUTAGE, severity: 'low' }], issuer: 'x' });
});

afterEach(async () => {
  await server.close();
  rmSync(folder, { recursive: true });
});

const feed = (timeoutMs = 2000) =>
  new NoticesFeed({ fetch, address: () => address, folder, nowMs: () => nowMs, timeoutMs });
const asked = async (from = feed()) => CommissionNotices.parse(await from.refreshed());

describe('the commission’s notices', () => {
  it('are read from the managed address, names that are not known left out', async () => {
    expect(await asked()).toEqual({ kind: 'known', readAtMs: nowMs, lastError: null, notices: [OUTAGE] });
  });

  it('are none where the commission says none, and not set where there is no address', async () => {
    server.answer = json({ schema: 1, notices: [] });
    expect(await asked()).toMatchObject({ kind: 'known', notices: [] });
    address = null;
    expect(await asked()).toEqual({ kind: 'none-set' });
  });

  it('stay, with their age, when the network is gone and after a restart', async () => {
    await asked();
    const readAtMs = nowMs;
    nowMs += 3_600_000;
    server.answer = text('no', 500);
    const later = feed();
    expect(later.current()).toMatchObject({ kind: 'known', readAtMs, notices: [OUTAGE] });
    expect(await asked(later)).toEqual({ kind: 'known', readAtMs, lastError: 'Error: HTTP 500', notices: [OUTAGE] });
  });

  it('are unknown, and never none, where nothing was ever read', async () => {
    await server.close();
    const read = await asked();
    expect(read.kind === 'unknown' && read.why).toMatch(/^unreachable: /);
    server = await startLoopbackServer();
  });

  it.each([
    ['not JSON', text('<html>')],
    ['not understood', json({ schema: 2, notices: [] })],
    ['not understood', json({ schema: 1, notices: [{ title: 'x'.repeat(201), words: '' }] })],
    ['answer-too-large', text(`"${'x'.repeat(70_000)}"`)],
    [
      'redirect',
      ((_, response) => response.writeHead(302, { location: '/elsewhere' }).end()) as LoopbackServer['answer'],
    ],
    ['late', (() => {}) as LoopbackServer['answer']],
  ])('are refused where the answer is bad: %s', async (why, answer) => {
    server.answer = answer;
    const read = await asked(feed(150));
    expect(read.kind === 'unknown' && read.why).toContain(why);
  });

  it('are asked for no more often than every five minutes, after a failure every one', async () => {
    const one = feed();
    await Promise.all([one.refreshed(), one.refreshed()]);
    nowMs += 299_000;
    await one.refreshed();
    expect(server.asked).toHaveLength(1);
    nowMs += 1000;
    server.answer = text('no', 503);
    await one.refreshed();
    nowMs += 59_000;
    await one.refreshed();
    expect(server.asked).toHaveLength(2);
    nowMs += 1000;
    await one.refreshed();
    expect(server.asked).toHaveLength(3);
  });

  it('known before are shown at once, while they are asked for anew; what is read then is told', async () => {
    await asked();
    nowMs += 3_600_000;
    let answer = () => {};
    const fresh = { title: '已恢復', words: '' };
    server.answer = (request, response) => {
      answer = () => json({ schema: 1, notices: [fresh] })(request, response);
    };
    const told: CommissionNotices[] = [];
    const parts = { fetch, address: () => address, folder, nowMs: () => nowMs, timeoutMs: 2000 };
    const later = new NoticesFeed({ ...parts, onRead: (notices) => told.push(notices) });
    expect(await later.latest()).toMatchObject({ kind: 'known', notices: [OUTAGE] });
    while (server.asked.length < 2) await new Promise((resolve) => setTimeout(resolve, 2));
    answer();
    await later.refreshed();
    expect(told).toMatchObject([{ kind: 'known', lastError: null, notices: [fresh] }]);
  });

  it('are asked for at once when the network is back, whatever failed before', async () => {
    server.answer = text('no', 503);
    const one = feed();
    await one.refreshed();
    server.answer = json({ schema: 1, notices: [OUTAGE] });
    await one.networkIsBack();
    expect(one.current()).toMatchObject({ kind: 'known', notices: [OUTAGE] });
  });

  it('of another address are not this one’s', async () => {
    await asked();
    address = `${server.address}/other.json`;
    expect(feed().current()).toEqual({ kind: 'unknown', why: '' });
  });

  it('are never asked for over plain http beyond this PC, nor from a template', async () => {
    for (const bad of ['http://notices.example/x', `${server.address}/{account}`]) {
      address = bad;
      expect(await asked()).toMatchObject({ kind: 'unknown', why: 'Error: address not allowed' });
    }
    expect(server.asked).toEqual([]);
  });

  it('survive a damaged file', async () => {
    writeFileSync(join(folder, 'incident-notices.json'), '{"schema":');
    expect(await asked()).toMatchObject({ kind: 'known', notices: [OUTAGE] });
  });
});
