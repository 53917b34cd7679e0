import { describe, expect, it } from 'vitest';
import { DocumentId } from '../../../electron/contract/delivery.ts';
import { UlidMaker } from '../../../electron/delivery/ulid.ts';

describe('ids', () => {
  it('are ULIDs, as the specification’s own example shows', () => {
    const maker = new UlidMaker({ nowMs: () => 1469918176385, random: (bytes) => new Uint8Array(bytes) });
    expect(maker.next()).toBe('01ARYZ6S410000000000000000');
  });

  it('rise within one millisecond', () => {
    const maker = new UlidMaker({ nowMs: () => 1_800_000_000_000 });
    const ids = Array.from({ length: 1_000 }, () => maker.next());
    expect([...ids].sort()).toEqual(ids);
    expect(new Set(ids).size).toBe(1_000);
    for (const id of ids) expect(DocumentId.safeParse(id).success).toBe(true);
  });

  it('rise while a clock that was stepped back catches up, even over a restart', () => {
    let nowMs = 1_800_000_000_000;
    const before = new UlidMaker({ nowMs: () => nowMs }).next();
    nowMs -= 3_600_000;
    const maker = new UlidMaker({ nowMs: () => nowMs });
    maker.follow(before);
    expect(maker.next() > before).toBe(true);
  });

  it('do not follow a clock that ran years ahead', () => {
    const nowMs = 1_800_000_000_000;
    const ahead = new UlidMaker({ nowMs: () => nowMs + 10 * 365 * 86_400_000 }).next();
    const maker = new UlidMaker({ nowMs: () => nowMs });
    maker.follow(ahead);
    expect(maker.next() < ahead).toBe(true);
  });

  it('do not repeat between two PCs in the same millisecond', () => {
    const ids = Array.from({ length: 1_000 }, () => new UlidMaker({ nowMs: () => 1 }).next());
    expect(new Set(ids).size).toBe(1_000);
  });
});
