import { createInstance } from 'i18next';
import en from '../../locales/en/delivery-mail.json';
import zh from '../../locales/zh-TW/delivery-mail.json';
import type { DeliveryDocument } from '../contract/delivery.ts';
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
    if (typeof value !== 'object' || value === null)
      return [`${indent}${t('line.field', { name, value: plain(value) })}`];
    const inner = Array.isArray(value)
      ? value.flatMap((each, at) => field(String(at + 1), each, depth + 1))
      : Object.entries(value).flatMap(([key, each]) => field(nameOf(key), each, depth + 1));
    return [`${indent}${t('line.field', { name, value: inner.length === 0 ? t('none') : '' })}`.trimEnd(), ...inner];
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
