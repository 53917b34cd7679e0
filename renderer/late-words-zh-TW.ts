import acknowledgementPage from '../locales/zh-TW/acknowledgement-page.json';
import delivery from '../locales/zh-TW/delivery.json';
import document from '../locales/zh-TW/document.json';
import incident from '../locales/zh-TW/incident.json';
import incidentPage from '../locales/zh-TW/incident-page.json';
import mail from '../locales/zh-TW/mail.json';
import rulesImport from '../locales/zh-TW/rules-import.json';
import rulesPage from '../locales/zh-TW/rules-page.json';

/** The words of pages that come after the first. */
export const lateWords = {
  incident,
  'incident-page': incidentPage,
  delivery,
  'rules-import': rulesImport,
  document,
  'rules-page': rulesPage,
  'acknowledgement-page': acknowledgementPage,
  mail,
};
