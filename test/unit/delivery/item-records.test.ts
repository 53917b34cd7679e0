import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ItemRecord } from '../../../electron/delivery/item-record.ts';
import { ItemRecords } from '../../../electron/delivery/item-records.ts';

const record = (id: string) => ({ id }) as ItemRecord;
const idsOf = (records: readonly ItemRecord[]) => records.map(({ id }) => id);
const anId = fc.stringMatching(/^[0-9A-C]{3}$/);

describe('the records of an outbox', () => {
  it('are in the order of their ids, whatever came and went in which order', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.boolean(), anId), { maxLength: 60 }), (changes) => {
        const records = new ItemRecords();
        const model = new Set<string>();
        for (const [isKept, id] of changes) {
          if (isKept) records.set(record(id));
          else records.delete(id);
          if (isKept) model.add(id);
          else model.delete(id);
        }
        expect(idsOf(records.all())).toEqual([...model].sort());
        expect(records.size).toBe(model.size);
      }),
    );
  });

  it('are told page by page, the newest first, none twice and none left out', () => {
    fc.assert(
      fc.property(fc.uniqueArray(anId, { maxLength: 40 }), fc.integer({ min: 1, max: 7 }), (ids, most) => {
        const records = new ItemRecords();
        for (const id of ids) records.set(record(id));
        const told: string[] = [];
        for (let page = records.newest(most); page.length > 0; page = records.newest(most, told.at(-1))) {
          expect(page.length).toBeLessThanOrEqual(most);
          told.push(...idsOf(page));
        }
        expect(told).toEqual(ids.toSorted().reverse());
      }),
    );
  });

  it('go on from an id that has been removed meanwhile', () => {
    const records = new ItemRecords();
    for (const id of ['1', '2', '3', '4']) records.set(record(id));
    records.delete('3');
    expect(idsOf(records.newest(2, '3'))).toEqual(['2', '1']);
  });
});
