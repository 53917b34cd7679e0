import delivery from '../locales/zh-TW/delivery.json';
import incident from '../locales/zh-TW/incident.json';
import incidentPage from '../locales/zh-TW/incident-page.json';
import mail from '../locales/zh-TW/mail.json';

/** The words of pages that come after the first. */
export const lateWords = { incident, 'incident-page': incidentPage, delivery, mail };
