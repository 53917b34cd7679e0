import type { ThunderbirdPlaces } from '../../../platform/mail-program-sources.ts';
import type { Pref } from './prefs-file.ts';
import { readSettingsFile } from './settings-file.ts';

/** How strongly the administrator sets a preference: `user` is set anew at each start, `clear` takes the person's away. */
export interface PolicyPref {
  readonly strength: 'locked' | 'user' | 'default' | 'clear';
  readonly value: Pref | undefined;
  readonly where: string;
}
export type PolicyPrefs = ReadonlyMap<string, PolicyPref>;

/**
 * What of Thunderbird's enterprise policies sets preferences. A file that this account cannot read or that is no JSON,
 * Thunderbird, running under the same account, passes over too. Never rejects.
 */
export async function readPolicies({ policyFiles, registryPreferences }: ThunderbirdPlaces): Promise<PolicyPrefs> {
  const files = await Promise.all(policyFiles.map(readSettingsFile));
  const file = files.find((one) => typeof one === 'object');
  const prefs = new Map<string, PolicyPref>();
  if (typeof file === 'object') {
    const policies = fieldOf(parseJson(file.text), 'policies');
    for (const [name, pref] of parsePreferences(fieldOf(policies, 'Preferences'), file.path)) prefs.set(name, pref);
  }
  // Group Policy is laid over the file.
  if (registryPreferences !== null && typeof registryPreferences.value === 'string') {
    const { value, where } = registryPreferences;
    for (const [name, pref] of parsePreferences(parseJson(value), where)) prefs.set(name, pref);
  }
  return prefs;
}

/** `{ "name": { "Value": …, "Status": "locked" } }`, or a bare value, which is locked (Policies.sys.mjs, Preferences). */
export function parsePreferences(preferences: unknown, where: string): Map<string, PolicyPref> {
  const prefs = new Map<string, PolicyPref>();
  if (typeof preferences !== 'object' || preferences === null) return prefs;
  for (const [name, set] of Object.entries(preferences)) {
    const isBare = typeof set !== 'object' || set === null;
    const value = prefOf(isBare ? set : fieldOf(set, 'Value'));
    const status = isBare ? 'locked' : fieldOf(set, 'Status');
    const strength = status === 'locked' || status === 'user' || status === 'clear' ? status : 'default';
    if (value !== undefined || strength === 'clear') prefs.set(name, { strength, value, where });
  }
  return prefs;
}

function prefOf(value: unknown): Pref | undefined {
  if (typeof value === 'boolean' || typeof value === 'string') return value;
  return typeof value === 'number' && Number.isInteger(value) ? value : undefined;
}

const fieldOf = (value: unknown, name: string): unknown =>
  typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[name] : undefined;

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
