import type { AdapterLink, Read } from '../../platform/platform.ts';

type Links = Read<readonly AdapterLink[]>;

/** After so long an adapter that is not down is said to be still up; watching goes on. Issue: "still up after 5 s". */
export const LATE_AFTER_MS = 5_000;
/** A link counts as down once it has been down with its counters standing still for so long. */
export const STILL_FOR_MS = 50;

export interface AdapterVerdict {
  readonly key: string;
  readonly name: string;
  readonly physical: boolean;
  readonly verdict: 'down' | 'up' | 'unknown';
  /**
   * gone: the system no longer has it. still-moving: said to be down, and bytes still pass. just-seen: down, and not
   * yet long enough to believe it. not-told: the system's answer proves neither. unreadable: there was no answer.
   */
  readonly why: 'link-down' | 'gone' | 'link-up' | 'still-moving' | 'just-seen' | 'not-told' | 'unreadable';
}

/** What is true of the cut, as far as the system itself has shown. */
export interface CutView {
  /**
   * off: every physical adapter is down. still-on: one is up. not-known: none is seen up, and not all are seen down.
   * checking: neither yet, within LATE_AFTER_MS. Not final: a link that comes back turns `off` into what it then is.
   */
  readonly phase: 'checking' | 'off' | 'still-on' | 'not-known';
  /** Every adapter, the virtual ones too; only physical ones decide. */
  readonly adapters: readonly AdapterVerdict[];
  /** The system's words where the links could not be read; else null. */
  readonly detail: string | null;
}

interface Stillness {
  readonly rxBytes: number;
  readonly txBytes: number;
  readonly sinceMs: number;
}

/** What is remembered between looks. */
export interface CutWatch {
  /** Every adapter ever seen, by key. */
  readonly known: ReadonlyMap<string, AdapterLink>;
  /** Of those that the last look found down: since when with these counters. */
  readonly still: ReadonlyMap<string, Stillness>;
}

/** Begins with the look taken before the cut was asked for, so that an adapter which vanishes is missed. */
export function watchCut(before: Links): CutWatch {
  return { known: new Map(before.ok ? before.value.map((link) => [link.key, link]) : []), still: new Map() };
}

/** One more look, `sinceAskedMs` after the cut was asked for, by a clock that is not stepped. */
export function lookAgain(watch: CutWatch, links: Links, sinceAskedMs: number): { watch: CutWatch; view: CutView } {
  if (!links.ok) {
    const adapters = [...watch.known.values()].map((link) => verdictOn(link, 'unknown', 'unreadable'));
    // What stood still before an unseen stretch may have moved in it.
    return {
      watch: { known: watch.known, still: new Map() },
      view: { phase: phaseOf(adapters, sinceAskedMs), adapters, detail: links.detail },
    };
  }
  const now = new Map(links.value.map((link) => [link.key, link]));
  const known = new Map([...watch.known, ...now]);
  const still = new Map<string, Stillness>();
  const adapters = [...known.values()].map((link) => {
    if (!now.has(link.key)) return verdictOn(link, 'down', 'gone');
    if (link.state === 'up') return verdictOn(link, 'up', 'link-up');
    if (link.state === 'unknown') return verdictOn(link, 'unknown', 'not-told');
    const last = watch.still.get(link.key);
    const isSame = last?.rxBytes === link.rxBytes && last.txBytes === link.txBytes;
    const sinceMs = isSame ? last.sinceMs : sinceAskedMs;
    still.set(link.key, { rxBytes: link.rxBytes, txBytes: link.txBytes, sinceMs });
    if (last && !isSame) return verdictOn(link, 'up', 'still-moving');
    return sinceAskedMs - sinceMs >= STILL_FOR_MS
      ? verdictOn(link, 'down', 'link-down')
      : verdictOn(link, 'unknown', 'just-seen');
  });
  return { watch: { known, still }, view: { phase: phaseOf(adapters, sinceAskedMs), adapters, detail: null } };
}

function verdictOn(
  { key, name, physical }: AdapterLink,
  verdict: AdapterVerdict['verdict'],
  why: AdapterVerdict['why'],
): AdapterVerdict {
  return { key, name, physical, verdict, why };
}

function phaseOf(adapters: readonly AdapterVerdict[], sinceAskedMs: number): CutView['phase'] {
  const physical = adapters.filter((adapter) => adapter.physical);
  // Without a single adapter to look at, "all are down" would be an empty claim.
  if (physical.length > 0 && physical.every(({ verdict }) => verdict === 'down')) return 'off';
  if (sinceAskedMs < LATE_AFTER_MS) return 'checking';
  return physical.some(({ verdict }) => verdict === 'up') ? 'still-on' : 'not-known';
}
