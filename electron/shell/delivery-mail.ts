import { createInstance } from 'i18next';
import en from '../../locales/en/delivery-mail.json';
import enDocument from '../../locales/en/document.json';
import zh from '../../locales/zh-TW/delivery-mail.json';
import zhDocument from '../../locales/zh-TW/document.json';
import type { DeliveryDocument } from '../contract/delivery.ts';
import type { Language } from '../contract/format.ts';
import { documentLines } from './document-lines.ts';

/** A document as the duty officer reads it in a mail: every field of it, none left out. */
export function composeMail(
  document: DeliveryDocument,
  language: Language = 'zh-TW',
): { subject: string; text: string } {
  const t = mailWords(language);
  const { id, body } = document;
  const kind = kindWords(document, t);
  const code = typeof body.code === 'string' ? body.code : id;
  const lines = [
    t(body.drill === true ? 'openingDrill' : 'opening'),
    '',
    ...documentText(document, language),
    '',
    t('closing', { id }),
  ];
  return {
    // A duty officer reads subjects at night.
    subject: t(body.drill === true ? 'subjectDrill' : 'subject', { kind, code }),
    text: `${lines.join('\n')}\n`,
  };
}

/** What it is, when it was made, and all that it holds, a line each. */
export function documentText(document: DeliveryDocument, language: Language): string[] {
  const t = mailWords(language);
  const { id, about, createdAt, clock, body, attachments } = document;
  const line = { field: (name: string, value: string) => t('line.field', { name, value }), join: t('join') };
  return [
    t('line.kind', { value: kindWords(document, t) }),
    t('line.id', { value: id }),
    ...(about ? [t('line.about', { value: about })] : []),
    t('line.createdAt', { value: createdAt }),
    clock.offsetMs === null ? t('line.clockUnknown') : t('line.clockOffset', { seconds: clock.offsetMs / 1000 }),
    ...attachments.map(({ name, bytes, sha256 }) => t('line.attachment', { name, bytes, sha256 })),
    '',
    t('content'),
    ...documentLines(body, language === 'en' ? enDocument : zhDocument, line),
  ];
}

type MailWords = (key: string, values?: object) => string;

function mailWords(language: Language): MailWords {
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
  return i18n.t as MailWords;
}

function kindWords({ kind }: DeliveryDocument, t: MailWords): string {
  return Object.hasOwn(zh.kind, kind) && kind !== 'other' ? t(`kind.${kind}`) : t('kind.other', { kind });
}
