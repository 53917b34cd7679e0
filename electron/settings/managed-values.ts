import type { z } from 'zod';
import { Settings, type SettingsProblem } from '../contract/settings.ts';
import type { ManagedSource } from '../platform/platform.ts';
import { deliveryAddressProblems } from './delivery-addresses.ts';
import { addressProblem } from './official-address.ts';
import { fromRegistry } from './registry-values.ts';
import { problem, problemsOf, valueAt } from './settings-problems.ts';

/** Any setting may be managed; one that is absent keeps the layer below. */
export const ManagedValues = Settings.partial();
export type ManagedValues = z.infer<typeof ManagedValues>;

export type ManagedRead =
  | { readonly kind: 'absent' }
  | { readonly kind: 'good'; readonly values: ManagedValues }
  | { readonly kind: 'bad'; readonly problems: readonly SettingsProblem[] };

const ADDRESSES: readonly { readonly path: readonly string[]; readonly placeholders: readonly string[] }[] = [
  { path: ['officialUsage', 'url'], placeholders: ['account', 'day'] },
  { path: ['incident', 'noticesUrl'], placeholders: [] },
  { path: ['rules', 'url'], placeholders: [] },
  { path: ['rules', 'signatureUrl'], placeholders: [] },
];

/** Judges what the administrator set, as a whole: one bad field and none of it is taken. */
export function readManagedValues(source: ManagedSource): ManagedRead {
  const { where } = source;
  if (source.kind === 'absent') return { kind: 'absent' };
  if (source.kind === 'refused') return { kind: 'bad', problems: [problem(where, [], source.reason, source.detail)] };

  const raw = source.encoding === 'registry' ? fromRegistry(source.value) : source.value;
  const parsed = ManagedValues.safeParse(raw);
  const problems = parsed.success ? [] : problemsOf(parsed.error, raw, where);

  // Beyond the schema, as it takes a URL parser, which the contract does without.
  for (const { path, placeholders } of ADDRESSES) {
    const address = valueAt(raw, path);
    const refused = typeof address === 'string' && address !== '' ? addressProblem(address, placeholders) : null;
    if (refused) problems.push(problem(where, path, refused, address));
  }
  const delivery = (raw as { delivery?: unknown } | null)?.delivery;
  for (const { path, reason, found } of deliveryAddressProblems(delivery))
    problems.push(problem(where, ['delivery', ...path], reason, found));

  return parsed.success && problems.length === 0 ? { kind: 'good', values: parsed.data } : { kind: 'bad', problems };
}
