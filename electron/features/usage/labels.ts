import type { MunicipalNetwork } from '../../contract/settings.ts';
import type { AdapterCounters, Platform } from '../../platform/platform.ts';
import { type AdapterLabel, type Labeller, labellerFor } from './network-label.ts';

const REFRESH_MS = 60_000;

/** The adapters' labels as last read; read anew each minute, and when an adapter or traffic appears where none was. */
export class Labels {
  readonly #platform: Pick<Platform, 'readNetworkFacts'>;
  #networks: readonly MunicipalNetwork[] | null = null;
  #labeller: Labeller = () => 'municipal';
  #labels = new Map<string, AdapterLabel>();
  #readSinceBootMs: number | null = null;

  constructor(platform: Pick<Platform, 'readNetworkFacts'>) {
    this.#platform = platform;
  }

  /** Another list holds from the next `refresh` on. */
  use(networks: readonly MunicipalNetwork[]): void {
    this.#networks = networks;
    this.#labeller = labellerFor(networks);
    this.#readSinceBootMs = null;
  }

  of = (key: string): AdapterLabel => {
    if (!this.#networks || this.#networks.length === 0) return 'municipal';
    return this.#labels.get(key) ?? 'unknown';
  };

  /** `lastBytes`: rx and tx together of each adapter at the reading before. */
  refresh(sinceBootMs: number, adapters: readonly AdapterCounters[], lastBytes: (key: string) => number | null): void {
    if (!this.#networks || this.#networks.length === 0) return;
    const ageMs = this.#readSinceBootMs === null ? Infinity : sinceBootMs - this.#readSinceBootMs;
    const isNews = ({ key, rxBytes, txBytes, counted }: AdapterCounters) =>
      counted && (!this.#labels.has(key) || (this.of(key) === 'none' && lastBytes(key) !== rxBytes + txBytes));
    if (ageMs >= 0 && ageMs < REFRESH_MS && !adapters.some(isNews)) return;
    this.#readSinceBootMs = sinceBootMs;
    const facts = this.#platform.readNetworkFacts();
    this.#labels = new Map(facts.ok ? facts.value.map((fact) => [fact.key, this.#labeller(fact)]) : []);
    // What the system does not list is remembered as unknown, or it would be news at every tick.
    for (const { key } of adapters) if (!this.#labels.has(key)) this.#labels.set(key, 'unknown');
  }
}
