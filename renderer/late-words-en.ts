import acknowledgementPage from '../locales/en/acknowledgement-page.json';
import delivery from '../locales/en/delivery.json';
import document from '../locales/en/document.json';
import incident from '../locales/en/incident.json';
import incidentPage from '../locales/en/incident-page.json';
import mail from '../locales/en/mail.json';
import rulesImport from '../locales/en/rules-import.json';
import rulesPage from '../locales/en/rules-page.json';

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
