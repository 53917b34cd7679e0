import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { NetworkManager } from '../../../../electron/platform/linux/network-manager.ts';

// Never the machine's own bus: these ask for the network to be cut.
describe('without a bus', () => {
  it.each(['unix:path=/nonexistent/bus', 'nonsense'])(
    'at %s the service is not there, each time anew',
    async (address) => {
      const service = new NetworkManager(address);
      for (let time = 0; time < 2; time++) {
        const answer = await service.setNetworking(false, 1_000);
        expect(answer.outcome).toMatch(/^(absent|failed)$/);
        expect(answer.detail).not.toBe('');
      }
      await expect(service.permission(1_000)).rejects.toThrow();
      service.close();
    },
  );
});

describe('a bus that never speaks', () => {
  let folder = '';
  let silent: Server;
  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'citynet-silent-'));
    silent = createServer((socket) => socket.on('error', () => {})).listen(join(folder, 'bus'));
    await once(silent, 'listening');
  });
  afterEach(() => {
    silent.close();
    rmSync(folder, { recursive: true });
  });

  it('is given up in the time given, and is late', async () => {
    const service = new NetworkManager(`unix:path=${folder}/bus`);
    const startedAtMs = performance.now();
    expect((await service.setNetworking(false, 300)).outcome).toBe('late');
    expect(performance.now() - startedAtMs).toBeGreaterThanOrEqual(290);
    expect(performance.now() - startedAtMs).toBeLessThan(2_000);
    service.close();
  });
});
