import type { z } from 'zod';
import { Settings, type SettingsProblem } from '../contract/settings.ts';
import type { ManagedSource } from '../platform/platform.ts';
import { deliveryAddressProblems } from './delivery-addresses.ts';
import { addressProblem } from './official-address.ts';
import { fromRegistry } from './registry-values.ts';
import { problem, problemsOf } from './settings-problems.ts';

/** Any setting may be managed; one that is absent keeps the layer below. */
export const ManagedValues = Settings.partial();
export type ManagedValues = z.infer<typeof ManagedValues>;

export type ManagedRead =
  | { readonly kind: 'absent' }
  | { readonly kind: 'good'; readonly values: ManagedValues }
  | { readonly kind: 'bad'; readonly problems: readonly SettingsProblem[] };

/** Judges what the administrator set, as a whole: one bad field and none of it is taken. */
export function readManagedValues(source: ManagedSource): ManagedRead {
  const { where } = source;
  if (source.kind === 'absent') return { kind: 'absent' };
  if (source.kind === 'refused') return { kind: 'bad', problems: [problem(where, [], source.reason, source.detail)] };

  const raw = source.encoding === 'registry' ? fromRegistry(source.value) : source.value;
  const parsed = ManagedValues.safeParse(raw);
  const problems = parsed.success ? [] : problemsOf(parsed.error, raw, where);

  // Beyond the schema, as it takes a URL parser, which the contract does without.
  const url = (raw as { officialUsage?: { url?: unknown } } | null)?.officialUsage?.url;
  const refused = typeof url === 'string' && url !== '' ? addressProblem(url) : null;
  if (refused) problems.push(problem(where, ['officialUsage', 'url'], refused, url));
  const notices = (raw as { incident?: { noticesUrl?: unknown } } | null)?.incident?.noticesUrl;
  const noticesRefused = typeof notices === 'string' && notices !== '' ? addressProblem(notices, []) : null;
  if (noticesRefused) problems.push(problem(where, ['incident', 'noticesUrl'], noticesRefused, notices));
  const delivery = (raw as { delivery?: unknown } | null)?.delivery;
  for (const { path, reason, found } of deliveryAddressProblems(delivery))
    problems.push(problem(where, ['delivery', ...path], reason, found));

  return parsed.success && problems.length === 0 ? { kind: 'good', values: parsed.data } : { kind: 'bad', problems };
}
