import { expect, it } from 'vitest';
import { z } from 'zod';
import { Settings } from '../../../electron/contract/settings.ts';
import { readManagedValues } from '../../../electron/settings/managed-values.ts';
import { everyPlace, PLACE_PATHS } from '../../fixtures/every-place.ts';

interface Leaf {
  readonly path: string;
  readonly kind: 'switch' | 'text' | 'number';
}

/** Every single setting, by its path. */
function leavesOf(schema: z.ZodType, path: string): Leaf[] {
  if (schema instanceof z.ZodDefault || schema instanceof z.ZodNullable)
    return leavesOf(schema.unwrap() as z.ZodType, path);
  if (schema instanceof z.ZodArray) return leavesOf(schema.element as z.ZodType, path);
  if (schema instanceof z.ZodObject)
    return Object.entries(schema.shape as Record<string, z.ZodType>).flatMap(([name, inner]) =>
      leavesOf(inner, path ? `${path}.${name}` : name),
    );
  if (schema instanceof z.ZodUnion) {
    const options = schema.options.flatMap((option) => leavesOf(option as z.ZodType, path));
    return [...new Map(options.map((leaf) => [leaf.path, leaf])).values()];
  }
  if (schema instanceof z.ZodEnum || schema instanceof z.ZodLiteral || schema instanceof z.ZodBoolean)
    return [{ path, kind: 'switch' }];
  if (schema instanceof z.ZodNumber) return [{ path, kind: 'number' }];
  if (schema instanceof z.ZodString || schema instanceof z.ZodStringFormat) return [{ path, kind: 'text' }];
  throw new Error(`${path}: a kind of setting that is not walked`);
}

const leaves = leavesOf(Settings, '');
const pathsOf = (kind: Leaf['kind']) =>
  leaves
    .filter((leaf) => leaf.kind === kind)
    .map(({ path }) => path)
    .sort();

// PRODUCT: no setting exists that sends usage, self-check or question tries by itself. A new setting fails here until
// somebody has said what it is; one that names a place is then set in `everyPlace`, with which the real app is watched.
it('no switch sends anything: each chooses how a thing is counted, shown, asked, or how a place is reached', () => {
  expect(pathsOf('switch')).toEqual([
    'acknowledgement.allowUnprotectedKey',
    'acknowledgement.renewal.kind',
    'counting',
    'delivery.folderKind',
    'delivery.http.kind',
    'delivery.httpSignIn',
    'incident.cutMode',
    'incident.powerAdvice',
    'language',
    'startAtSignIn',
    'theme',
    'toasts',
  ]);
});

it('every setting that names a place is known, and all of them can be set at once', () => {
  const places = new Set<string>(PLACE_PATHS);
  expect(pathsOf('text').filter((path) => !places.has(path))).toEqual([
    'acknowledgement.askWhom.hours',
    'acknowledgement.askWhom.name',
    'acknowledgement.askWhom.phone',
    'acknowledgement.basis',
    'acknowledgement.privacyNotice.en',
    'acknowledgement.privacyNotice.zh-TW',
    'acknowledgement.renewal.dueOn',
    'acknowledgement.statement.en',
    'acknowledgement.statement.zh-TW',
    'agencyName',
    'caFile',
    'commission.hours',
    'commission.name',
    'commission.phone',
    'dayStartsAt',
    'delivery.httpCertificateIssuer',
    'delivery.httpCertificateSubject',
    'delivery.sealTo',
    'delivery.smtpFrom',
    'delivery.smtpKinds',
    'incident.drillReminder',
    'incident.hotlines.afterHoursPhone',
    'incident.hotlines.hours.closesAt',
    'incident.hotlines.hours.opensAt',
    'incident.hotlines.name',
    'incident.hotlines.phone',
    'incident.shortcut',
    'mail.largeFileService',
    'mail.ownDomains',
    'mail.secrecyRules',
    'mail.trustedAuthServers',
    'networks.addressRanges',
    'networks.dnsSuffixes',
    'networks.name',
    'officialUsage.rxPointer',
    'officialUsage.txPointer',
    'rules.publicKey',
    'timeZone',
  ]);
  const value = everyPlace({ http: 'https://desk.example', smtp: 'smtp://mail.example', folder: '/srv/desk' });
  const read = readManagedValues({ kind: 'found', where: 'file', encoding: 'json', value });
  expect(read).toMatchObject({ kind: 'good' });
  const setAt = (path: string) =>
    path.split('.').reduce<unknown>((at, name) => {
      const one = Array.isArray(at) ? at[0] : at;
      return (one as Record<string, unknown> | undefined)?.[name];
    }, value);
  for (const path of PLACE_PATHS) expect([path, setAt(path)]).toEqual([path, expect.anything()]);
});
