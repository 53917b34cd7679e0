import { readFileSync } from 'node:fs';
import { DOMParser, type Element } from '@xmldom/xmldom';
import { describe, expect, it } from 'vitest';
import {
  AcknowledgementSettings,
  Contact,
  DeliverySettings,
  IncidentSettings,
  MailSettings,
  OfficialSource,
  PersonalSettings,
  RulesSettings,
  Settings,
} from '../../../electron/contract/settings.ts';
import { readManagedValues } from '../../../electron/settings/managed-values.ts';

const folder = 'assets/policy';
const ROOT = 'Software\\Policies\\CityNetDesk';

/** Parses strictly: whatever a well-formed document would not do, fails. */
function xml(path: string): Element {
  const parser = new DOMParser({
    onError: (level, message) => {
      throw new Error(`${path}: ${level}: ${message}`);
    },
  });
  const root = parser.parseFromString(readFileSync(`${folder}/${path}`, 'utf8'), 'text/xml').documentElement;
  if (!root) throw new Error(`${path} is empty`);
  return root;
}

const all = (within: Element, name: string): Element[] => [...within.getElementsByTagName(name)];
const attribute = (element: Element, name: string): string => element.getAttribute(name) ?? '';
const inner = (within: Element, name: string): Element[] => all(within, name).flatMap((list) => [...list.children]);

const template = xml('CityNetDesk.admx');
const policies = all(template, 'policy');

/** A value that a policy writes: the subkey below our own, its name, and the element that holds it (none: a switch). */
interface Written {
  readonly subkey: string;
  readonly name: string;
  readonly element: Element | null;
}

const written = policies.flatMap((policy): Written[] => {
  const key = attribute(policy, 'key');
  const subkey = key.slice(ROOT.length + 1);
  const elements = inner(policy, 'elements');
  const values = elements.map((element) => ({ subkey, name: attribute(element, 'valueName'), element }));
  return values.length > 0 ? values : [{ subkey, name: attribute(policy, 'valueName'), element: null }];
});

describe('the Group Policy template', () => {
  it('has a policy for each setting and for nothing else', () => {
    const settings = written.map(({ subkey, name }) => subkey || name);
    expect([...new Set(settings)].sort()).toEqual(Object.keys(Settings.shape).sort());
    expect(policies).toHaveLength(Object.keys(Settings.shape).length);
  });

  it('has a value for each part of a structured setting', () => {
    const partsOf = (setting: string) => written.filter(({ subkey }) => subkey === setting).map(({ name }) => name);
    expect(partsOf('commission').sort()).toEqual(Object.keys(Contact.shape).sort());
    expect(partsOf('officialUsage').sort()).toEqual(Object.keys(OfficialSource.shape).sort());
    expect(partsOf('mail').sort()).toEqual(Object.keys(MailSettings.shape).sort());
    expect(partsOf('incident').sort()).toEqual(Object.keys(IncidentSettings.shape).sort());
    expect(partsOf('rules').sort()).toEqual(Object.keys(RulesSettings.shape).sort());
    expect(partsOf('acknowledgement').sort()).toEqual(Object.keys(AcknowledgementSettings.shape).sort());
    expect(partsOf('delivery').sort()).toEqual(Object.keys(DeliverySettings.shape).sort());
  });

  it('offers exactly the choices that a setting has', () => {
    const offered = Object.fromEntries(
      written.flatMap(({ name, element }) =>
        element?.localName === 'enum' ? [[name, all(element, 'string').map(({ textContent }) => textContent)]] : [],
      ),
    );
    expect(offered).toEqual({
      counting: Settings.shape.counting.options,
      folderKind: DeliverySettings.shape.folderKind.unwrap().options,
      httpSignIn: DeliverySettings.shape.httpSignIn.unwrap().options,
      cutMode: IncidentSettings.shape.cutMode.unwrap().options,
      powerAdvice: IncidentSettings.shape.powerAdvice.unwrap().options,
      language: PersonalSettings.shape.language.options,
      theme: PersonalSettings.shape.theme.options,
    });
  });

  it('is for the machine, below our own key, in a category that exists', () => {
    const categories = all(template, 'category').map((category) => attribute(category, 'name'));
    for (const policy of policies) {
      expect(attribute(policy, 'class')).toBe('Machine');
      expect(attribute(policy, 'key')).toMatch(/^Software\\Policies\\CityNetDesk(\\\w+)?$/);
      for (const parent of all(policy, 'parentCategory')) expect(categories).toContain(attribute(parent, 'ref'));
    }
  });

  it('bounds its figures as the schema does', () => {
    const bounds = written.flatMap(({ name, element }): [string, number, number][] =>
      element && /decimal/i.test(element.localName ?? '')
        ? [[name, Number(attribute(element, 'minValue')), Number(attribute(element, 'maxValue'))]]
        : [],
    );
    expect(bounds).toEqual([
      ['capBytes', 1_000_000, Number.MAX_SAFE_INTEGER],
      ['refreshMinutes', 1, 1440],
      ['keepDays', 1, 3650],
      ['retentionDays', 1, 3650],
      ['maxDocumentBytes', 65_536, 100_000_000],
      ['limitMegabytes', 1, 1000],
      ['bulkRecipients', 2, 100_000],
      ['oldSignaturesDays', 1, 365],
      ['sendBeforeCutMs', 0, 10_000],
      ['checkHours', 1, 168],
    ]);
    const figures = {
      ...Settings.shape,
      ...OfficialSource.shape,
      ...DeliverySettings.shape,
      ...MailSettings.shape,
      ...IncidentSettings.shape,
      ...RulesSettings.shape,
    };
    for (const [field, ...ends] of bounds) {
      const schema = figures[field as keyof typeof figures];
      for (const end of ends) expect(schema.safeParse(end).success).toBe(true);
      expect(schema.safeParse(Number(ends[0]) - 1).success).toBe(false);
    }
  });

  it.each(['zh-TW', 'en-US'])('has every word and field label in %s, and no other', (language) => {
    const words = xml(`${language}/CityNetDesk.adml`);
    const source = readFileSync(`${folder}/CityNetDesk.admx`, 'utf8');
    const used = (kind: string) =>
      new Set([...source.matchAll(new RegExp(`\\$\\(${kind}\\.([^)]+)\\)`, 'g'))].map(([, id]) => id));
    const strings = inner(words, 'stringTable');
    expect(new Set(strings.map((string) => attribute(string, 'id')))).toEqual(used('string'));
    for (const string of strings) expect(string.textContent?.trim()).not.toBe('');

    const presentations = all(words, 'presentation');
    expect(new Set(presentations.map((one) => attribute(one, 'id')))).toEqual(used('presentation'));
    for (const presentation of presentations) {
      const policy = policies.find((one) => attribute(one, 'name') === attribute(presentation, 'id')) as Element;
      const labelled = [...presentation.children].map((one) => [attribute(one, 'refId'), one.localName]);
      const box: Record<string, string> = {
        text: 'textBox',
        multiText: 'multiTextBox',
        decimal: 'decimalTextBox',
        longDecimal: 'longDecimalTextBox',
        enum: 'dropdownList',
        boolean: 'checkBox',
      };
      expect(labelled).toEqual(
        inner(policy, 'elements').map((one) => [attribute(one, 'id'), box[one.localName ?? '']]),
      );
    }
  });

  it('writes, for the example of managed.json, a registry that reads back as the same settings', () => {
    const example = JSON.parse(readFileSync(`${folder}/managed.example.json`, 'utf8'));
    expect(Object.keys(example).sort()).toEqual(Object.keys(Settings.shape).sort());
    const registry: Record<string, unknown> = {};
    for (const { subkey, name, element } of written) {
      const value = subkey ? example[subkey][name] : example[name];
      // An empty field is not stored.
      if (value === null) continue;
      const stored = asStored(element?.localName ?? 'switch', value);
      if (subkey) registry[subkey] = { ...(registry[subkey] as object), [name]: stored };
      else registry[name] = stored;
    }
    expect(typeof registry.toasts).toBe('number');
    const read = readManagedValues({ kind: 'found', where: 'HKLM', encoding: 'registry', value: registry });
    expect(read).toEqual({ kind: 'good', values: example });
  });
});

/** What Windows stores for each kind of policy element. */
function asStored(kind: string, value: unknown): unknown {
  if (kind === 'switch' || kind === 'boolean') return value ? 1 : 0;
  if (kind === 'multiText')
    return (value as unknown[]).map((line) => (typeof line === 'object' ? JSON.stringify(line) : String(line)));
  return kind === 'text' && typeof value === 'object' ? JSON.stringify(value) : value;
}
