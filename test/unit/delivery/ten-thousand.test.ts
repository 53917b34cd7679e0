import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { afterAll, describe, expect, it } from 'vitest';
import { finishDocument } from '../../../electron/delivery/document.ts';
import { encodeDocumentFile } from '../../../electron/delivery/document-file.ts';
import { Journal } from '../../../electron/delivery/journal.ts';
import { UlidMaker } from '../../../electron/delivery/ulid.ts';
import { encodeLine } from '../../../electron/storage/append-only-file.ts';
import { deskDelivery, ORDINARY, report } from './desk.ts';
import { STORE } from './memory-store.ts';

describe('10,000 waiting documents', () => {
  const folder = mkdtempSync(join(tmpdir(), 'outbox-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  const COUNT = 10_000;

  it('are there again in well under a second, without holding up the first page', async () => {
    const away = { folder, fetch: () => new Promise<Response>(() => {}), delivery: { http: [STORE] } };
    const seed = deskDelivery(away);
    const first = await seed.post(report());
    await seed.close();
    const journal = new Journal(
      (await import('../../../electron/delivery/durable-files.ts')).realFs,
      join(folder, 'journal.jsonl'),
    );
    const [record] = (await journal.read()).records.values();
    if (!record) throw new Error('the first document has no line in the journal');
    const { document } = (await seed.item(first.id)).content;
    const ids = new UlidMaker({ nowMs: () => Date.now() - 60_000 });
    const lines: string[] = [];
    for (let at = 1; at < COUNT; at++) {
      const id = ids.next();
      writeFileSync(
        join(folder, 'documents', `${id}.json`),
        encodeDocumentFile(finishDocument({ ...document, id }, 10_000), ORDINARY),
      );
      lines.push(encodeLine({ item: { ...record, id } }));
    }
    writeFileSync(join(folder, 'journal.jsonl'), lines.join(''), { flag: 'a' });

    const loop = monitorEventLoopDelay({ resolution: 1 });
    const startedAtMs = performance.now();
    const delivery = deskDelivery(away);
    const builtAtMs = performance.now();
    loop.enable();
    await delivery.start();
    loop.disable();
    const openMs = performance.now() - startedAtMs;
    console.log(
      `10,000 documents: built ${(builtAtMs - startedAtMs).toFixed(1)} ms, opened ${openMs.toFixed(0)} ms, loop held at most ${(loop.max / 1e6).toFixed(0)} ms`,
    );
    expect(delivery.list()).toHaveLength(COUNT);
    // What start-up waits for is the building; the rest is read in slices beside the first page.
    expect(builtAtMs - startedAtMs).toBeLessThan(50);
    expect(openMs).toBeLessThan(1_500);
    await delivery.close();
  });
});
