import type { ItemRecord } from './item-record.ts';

/** Every document's record, also in the order of their ids, which is that of their time (ULIDs sort so). */
export class ItemRecords {
  private readonly byId = new Map<string, ItemRecord>();
  /** Ascending. */
  private readonly ids: string[] = [];

  get size(): number {
    return this.ids.length;
  }

  get(id: string): ItemRecord | undefined {
    return this.byId.get(id);
  }

  set(record: ItemRecord): void {
    if (!this.byId.has(record.id)) this.ids.splice(this.placeOf(record.id), 0, record.id);
    this.byId.set(record.id, record);
  }

  delete(id: string): void {
    if (this.byId.delete(id)) this.ids.splice(this.placeOf(id), 1);
  }

  /** The oldest first. */
  all(): ItemRecord[] {
    return this.ids.flatMap((id) => this.byId.get(id) ?? []);
  }

  /** The newest first: at most so many of those that are older than `before`. */
  newest(most: number, before?: string): ItemRecord[] {
    const end = before === undefined ? this.ids.length : this.placeOf(before);
    const page = this.ids.slice(Math.max(0, end - most), end);
    return page.reverse().flatMap((id) => this.byId.get(id) ?? []);
  }

  /** Where `id` stands, or would. What is new belongs at the end, and is looked for there first. */
  private placeOf(id: string): number {
    if (id > (this.ids.at(-1) ?? '')) return this.ids.length;
    let [low, high] = [0, this.ids.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.ids[middle] ?? '') < id) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
