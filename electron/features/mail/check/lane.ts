/** Does one after the other, in the order in which they came. */
export class Lane<T> {
  private readonly work: (one: T) => Promise<void>;
  private waiting: T[] = [];
  private isAtWork = false;

  /** `work` never rejects. */
  constructor(work: (one: T) => Promise<void>) {
    this.work = work;
  }

  add(one: T): void {
    this.waiting.push(one);
    if (!this.isAtWork) void this.goThrough();
  }

  /** What is at work goes on; what waits is forgotten. */
  clear(): void {
    this.waiting = [];
  }

  private async goThrough(): Promise<void> {
    this.isAtWork = true;
    for (let one = this.waiting.shift(); one !== undefined; one = this.waiting.shift()) await this.work(one);
    this.isAtWork = false;
  }
}
