/** At sign-in this app may be there before the desktop's panel, so a "no" is asked again after each of these waits. */
const ASK_AGAIN_AFTER_MS = [2_000, 5_000, 10_000, 30_000, 60_000, 120_000];

/** Makes the tray icon as soon as the desktop says that it can show one. */
export class TrayPresence<T> {
  readonly #askHost: () => Promise<boolean>;
  readonly #make: () => T;
  #tray: T | null = null;
  #answered = false;
  #asking: Promise<boolean> | null = null;

  constructor(askHost: () => Promise<boolean>, make: () => T) {
    this.#askHost = askHost;
    this.#make = make;
  }

  get tray(): T | null {
    return this.#tray;
  }

  /** null: the desktop has not answered yet. */
  get isThere(): boolean | null {
    return this.#answered ? this.#tray !== null : null;
  }

  /** Is there a tray now? Asks the desktop, unless the icon stands already; one question at a time. */
  ask(): Promise<boolean> {
    if (this.#tray) return Promise.resolve(true);
    this.#asking ??= this.#askHost()
      .then((isThere) => {
        if (isThere) this.#tray = this.#make();
        return isThere;
      })
      .finally(() => {
        this.#answered = true;
        this.#asking = null;
      });
    return this.#asking;
  }

  /** Asks until there is a tray, for about four minutes; `made` is called when a later question finds one. */
  async askOn(made: () => void): Promise<void> {
    for (const waitMs of ASK_AGAIN_AFTER_MS) {
      if (this.#tray) return;
      await new Promise((resolve) => setTimeout(resolve, waitMs).unref());
      if (!this.#tray && (await this.ask().catch(() => false))) made();
    }
  }
}
