import { readManagedFile } from '../managed-file.ts';
import type { ManagedSource } from '../platform.ts';
import { HKEY_LOCAL_MACHINE, withKey } from './registry.ts';
import { decodeRegistryValue } from './registry-values.ts';

/** Only administrators may write below Policies, so Windows itself keeps others out. */
const POLICY_KEY = 'SOFTWARE\\Policies\\CityNetDesk';
const WHERE = `HKLM\\${POLICY_KEY}`;
/** Deeper than any setting; keeps a wrong tree from being walked. */
const MOST_LEVELS = 4;

/** The administrator's policy as one object: a key's values, and its subkeys as objects in it. */
export function readManaged(otherFile: string | undefined): ManagedSource {
  if (otherFile) return readManagedFile(otherFile, null);
  try {
    const value = readTree(POLICY_KEY, MOST_LEVELS);
    return value === null
      ? { kind: 'absent', where: WHERE }
      : { kind: 'found', where: WHERE, encoding: 'registry', value };
  } catch (error) {
    return {
      kind: 'refused',
      where: WHERE,
      reason: 'unreadable',
      detail: error instanceof Error ? error.message : String(error),
    };
  }
}

function readTree(path: string, levels: number): Record<string, unknown> | null {
  return withKey(HKEY_LOCAL_MACHINE, path, (key) => {
    // Without a prototype: a value named __proto__ is then a field like any other, and refused by name.
    const tree: Record<string, unknown> = Object.create(null);
    // The unnamed default value is no setting.
    for (const { name, type, data } of key.values()) if (name !== '') tree[name] = decodeRegistryValue(type, data);
    for (const name of key.subkeyNames()) {
      if (levels <= 1) throw new RangeError(`${path} has more than ${MOST_LEVELS} levels of keys`);
      tree[name] = readTree(`${path}\\${name}`, levels - 1);
    }
    return tree;
  });
}
