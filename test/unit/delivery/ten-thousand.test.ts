import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { afterAll, describe, expect, it } from 'vitest';
import { deliveryView } from '../../../electron/delivery/handlers.ts';
import { writeWaitingDocuments } from '../../fixtures/waiting-documents.ts';
import { deskDelivery } from './desk.ts';
import { STORE } from './memory-store.ts';

describe('10,000 waiting documents', () => {
  const folder = mkdtempSync(join(tmpdir(), 'outbox-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  const COUNT = 10_000;

  it('are there again, without holding up the first page', async () => {
    const ids = writeWaitingDocuments(folder, COUNT, STORE.put);
    const loop = monitorEventLoopDelay({ resolution: 1 });
    const startedAtMs = performance.now();
    const away = { folder, fetch: () => new Promise<Response>(() => {}), delivery: { http: [STORE] } };
    const delivery = deskDelivery(away);
    const builtAtMs = performance.now();
    loop.enable();
    await delivery.start();
    loop.disable();
    const openMs = performance.now() - startedAtMs;
    console.log(
      `10,000 documents: built ${(builtAtMs - startedAtMs).toFixed(1)} ms, opened ${openMs.toFixed(0)} ms, loop held at most ${(loop.max / 1e6).toFixed(0)} ms`,
    );
    expect(delivery.list().map(({ id }) => id)).toEqual(ids.toReversed());
    // What start-up waits for is the building; the rest is read in slices beside the first page.
    expect(builtAtMs - startedAtMs).toBeLessThan(openMs / 4);

    const askedAtMs = performance.now();
    const view = deliveryView(delivery);
    expect(performance.now() - askedAtMs).toBeLessThan(openMs);
    expect(view.total).toBe(COUNT);
    expect(view.items.map(({ id }) => id)).toEqual(ids.slice(-100).reverse());
    await delivery.close();
  });
});
