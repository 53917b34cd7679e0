import { createInstance } from 'i18next';
import en from '../../locales/en/delivery-mail.json';
import zh from '../../locales/zh-TW/delivery-mail.json';
import type { DeliveryDocument } from '../contract/delivery.ts';
import { rowsIn, statedAs } from '../contract/field-shape.ts';
import type { Language } from '../contract/format.ts';

const INDENT = '  ';

/** A document as the duty officer reads it in a mail: every field of it, none left out. */
export function composeMail(
  document: DeliveryDocument,
  language: Language = 'zh-TW',
): { subject: string; text: string } {
  const i18n = createInstance();
  void i18n.init({
    lng: language,
    resources: { 'zh-TW': { mail: zh }, en: { mail: en } },
    ns: ['mail'],
    defaultNS: 'mail',
    fallbackLng: false,
    initAsync: false,
    interpolation: { escapeValue: false },
  });
  const t = i18n.t as (key: string, values?: object) => string;
  const kindKey = `kind.${document.kind}`;
  const kind = i18n.exists(kindKey) ? t(kindKey) : t('kind.other', { kind: document.kind });
  const nameOf = (name: string) => (i18n.exists(`field.${name}`) ? t(`field.${name}`) : name);

  const field = (name: string, value: unknown, depth: number): string[] => {
    const indent = INDENT.repeat(depth);
    const stated = statedAs(value);
    if (stated?.kind === 'known') return field(name, stated.value, depth);
    if (stated || typeof value !== 'object' || value === null)
      return [`${indent}${t('line.field', { name, value: inLine(value) })}`];
    const inner = Array.isArray(value)
      ? listed(value, depth + 1)
      : Object.entries(value).flatMap(([key, each]) => field(nameOf(key), each, depth + 1));
    return [`${indent}${t('line.field', { name, value: inner.length === 0 ? t('none') : '' })}`.trimEnd(), ...inner];
  };
  /** A list of objects, a connection or an adapter each, has a line for every one. */
  const listed = (list: readonly unknown[], depth: number): string[] => {
    const rows = rowsIn(list);
    if (!rows) return list.flatMap((each, at) => field(String(at + 1), each, depth));
    return rows.map((row, at) => {
      const parts = Object.entries(row).map(([key, each]) =>
        t('line.field', { name: nameOf(key), value: inLine(each) }),
      );
      return `${INDENT.repeat(depth)}${t('line.field', { name: String(at + 1), value: parts.join(t('join')) })}`;
    });
  };
  const inLine = (value: unknown): string => {
    const stated = statedAs(value);
    if (stated?.kind === 'known') return inLine(stated.value);
    if (stated?.kind === 'unknown') return t('unknown', { why: stated.why });
    if (typeof value !== 'object' || value === null) return plain(value);
    return Object.values(value).map(inLine).join(' / ') || t('none');
  };
  const plain = (value: unknown): string => {
    if (typeof value === 'boolean') return t(value ? 'yes' : 'no');
    return value === null || value === '' ? t('none') : String(value);
  };

  const { id, about, createdAt, clock, body, attachments } = document;
  const code = typeof body.code === 'string' ? body.code : id;
  const lines = [
    t(body.drill === true ? 'openingDrill' : 'opening'),
    '',
    t('line.kind', { value: kind }),
    t('line.id', { value: id }),
    ...(about ? [t('line.about', { value: about })] : []),
    t('line.createdAt', { value: createdAt }),
    clock.offsetMs === null ? t('line.clockUnknown') : t('line.clockOffset', { seconds: clock.offsetMs / 1000 }),
    ...attachments.map(({ name, bytes, sha256 }) => t('line.attachment', { name, bytes, sha256 })),
    '',
    t('content'),
    ...Object.entries(body).flatMap(([name, value]) => field(nameOf(name), value, 1)),
    '',
    t('closing', { id }),
  ];
  return {
    // A duty officer reads subjects at night.
    subject: t(body.drill === true ? 'subjectDrill' : 'subject', { kind, code }),
    text: `${lines.join('\n')}\n`,
  };
}
