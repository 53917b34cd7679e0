import type { z } from 'zod';
import {
  AcknowledgementSettings,
  Contact,
  DeliverySettings,
  Hotline,
  HttpAddresses,
  IncidentSettings,
  MailSettings,
  MunicipalNetwork,
  OfficialSource,
  RulesSettings,
  Settings,
  type SettingsProblem,
} from '../contract/settings.ts';
import { nearestName } from './nearest-name.ts';

type Issue = z.core.$ZodIssue;
type Reason = SettingsProblem['reason'];

/** `1 GB`, `70%`, `30 minutes`: a figure with its unit, where the field's own name carries the unit. */
const FIGURE_WITH_UNIT = /^\s*[\d.,]+\s*(%|[a-z]+)\s*$/i;
const FOUND_MAX_CHARACTERS = 80;

/** Each thing that the schema refused, once, with the field's dotted path and what stood there. */
export function problemsOf(error: z.ZodError, raw: unknown, where: string): SettingsProblem[] {
  return error.issues.flatMap((issue) => {
    if (issue.code === 'unrecognized_keys') return issue.keys.map((key) => unknownField(issue, key, raw, where));
    return [problem(where, issue.path, reasonOf(issue, valueAt(raw, issue.path)), valueAt(raw, issue.path))];
  });
}

export function problem(where: string, path: readonly PropertyKey[], reason: Reason, value: unknown): SettingsProblem {
  return { source: 'managed', where, field: path.map(String).join('.'), reason, found: shortened(value) };
}

function unknownField(issue: Issue, key: string, raw: unknown, where: string): SettingsProblem {
  const path = [...issue.path, key];
  const suggestion = nearestName(key, knownFields(issue.path));
  const found = problem(where, path, 'unknown-field', valueAt(raw, path));
  return suggestion ? { ...found, suggestion } : found;
}

function knownFields(path: readonly PropertyKey[]): string[] {
  const inner: Record<string, object> = {
    commission: Contact.shape,
    networks: MunicipalNetwork.shape,
    officialUsage: OfficialSource.shape,
    delivery: path[1] === 'http' ? HttpAddresses.shape : DeliverySettings.shape,
    mail: MailSettings.shape,
    incident: path[1] === 'hotlines' ? Hotline.shape : IncidentSettings.shape,
    rules: RulesSettings.shape,
    acknowledgement: path[1] === 'askWhom' ? Contact.shape : AcknowledgementSettings.shape,
  };
  return Object.keys(inner[String(path[0])] ?? Settings.shape);
}

function reasonOf(issue: Issue, value: unknown): Reason {
  switch (issue.code) {
    case 'invalid_type':
      if (value === undefined) return 'missing-field';
      if (issue.expected === 'number' && typeof value === 'string' && FIGURE_WITH_UNIT.test(value)) return 'wrong-unit';
      return typeof value === 'number' && String(issue.expected) === 'int' ? 'bad-value' : 'wrong-type';
    case 'too_small':
      if (value === '') return 'missing-field';
      // Nobody means a cap under a megabyte a day: such a figure was written in MB or GB.
      return issue.path[0] === 'capBytes' && typeof value === 'number' && value > 0 ? 'wrong-unit' : 'out-of-range';
    case 'too_big':
      return 'out-of-range';
    case 'custom':
      return (issue.params?.reason as Reason | undefined) ?? 'bad-value';
    default:
      return value === undefined ? 'missing-field' : typeof value === 'string' ? 'bad-value' : 'wrong-type';
  }
}

export function valueAt(value: unknown, path: readonly PropertyKey[]): unknown {
  let at = value;
  for (const step of path)
    at = typeof at === 'object' && at !== null ? (at as Record<PropertyKey, unknown>)[step] : undefined;
  return at;
}

function shortened(value: unknown): string {
  if (value === undefined) return '';
  // A password in an address must not be shown on a screen or printed by a script.
  const text = (typeof value === 'string' ? value : JSON.stringify(value)).replace(/\/\/[^/@\s"]*@/g, '//…@');
  return text.length > FOUND_MAX_CHARACTERS ? `${text.slice(0, FOUND_MAX_CHARACTERS - 1)}…` : text;
}
