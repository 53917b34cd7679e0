import { employeeKey } from './employee-key.ts';

/** What is known of a key: whether this person's earlier documents speak for it. */
export type KeyStanding =
  /** The first seen of this person, which is thereby pinned; or again that key. */
  | 'pinned'
  /** Another of theirs, on a PC or account not seen before. */
  | 'new-pc'
  /** It says itself which pinned key it replaces. */
  | 'replaces'
  /** Another key for the same account on the same PC, unannounced. */
  | 'conflict'
  /** Seen before with another employee number. */
  | 'shared';

export interface KeyUse {
  readonly publicKey: string;
  readonly employeeNumber: string;
  readonly accountName: string;
  readonly machineName: string;
  /** The key that it says it replaces; null: none. */
  readonly replaces: string | null;
}

/** Pins the first key seen of each person and judges the later ones; told of uses in the order in which they were stored. */
export class KeyLedger {
  private readonly ownerOf = new Map<string, string>();
  private readonly standings = new Map<string, KeyStanding>();
  private readonly keysOf = new Map<string, Set<string>>();
  private readonly placesOf = new Map<string, Set<string>>();

  standingOf({ publicKey, employeeNumber, accountName, machineName, replaces }: KeyUse): KeyStanding {
    const whose = employeeKey(employeeNumber);
    const owner = this.ownerOf.get(publicKey);
    if (owner !== undefined && owner !== whose) return 'shared';
    const place = `${accountName}\n${machineName}`;
    const known = this.standings.get(publicKey);
    const keys = setAt(this.keysOf, whose);
    const places = setAt(this.placesOf, whose);
    const standing = known ?? judged(keys, places, place, replaces);
    this.ownerOf.set(publicKey, whose);
    this.standings.set(publicKey, standing);
    keys.add(publicKey);
    places.add(place);
    return standing;
  }
}

function judged(
  keys: ReadonlySet<string>,
  places: ReadonlySet<string>,
  place: string,
  replaces: string | null,
): KeyStanding {
  if (keys.size === 0) return 'pinned';
  if (replaces !== null && keys.has(replaces)) return 'replaces';
  return places.has(place) ? 'conflict' : 'new-pc';
}

function setAt(map: Map<string, Set<string>>, key: string): Set<string> {
  const found = map.get(key) ?? new Set<string>();
  map.set(key, found);
  return found;
}
