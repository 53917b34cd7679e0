import { mainProcess } from './main-process.ts';
import { mainSource } from './use-main-state.ts';

const { acknowledgement, app, delivery, incident, mail, on, rules, settings, usage } = mainProcess;

/** What main tells every page, each held once. */
export const todaySource = mainSource(usage.snapshot, on.usage.changed);
export const settingsSource = mainSource(settings.view, on.settings.changed);
export const noticesSource = mainSource(app.notices, on.app.notices);
export const appInfoSource = mainSource(app.info);
export const incidentSource = mainSource(incident.view, on.incident.changed);
/** Asked for by the incident's page. */
export const commissionNoticesSource = mainSource(incident.notices, on.incident.noticesChanged);
/** Asked for by the pages that need it; the first page does not. */
export const deliverySource = mainSource(delivery.view, on.delivery.changed);
export const rulesSource = mainSource(rules.view, on.rules.changed);
export const packSource = mainSource(rules.pack);
export const acknowledgementSource = mainSource(acknowledgement.view, on.acknowledgement.changed);
/** The check before sending. */
export const mailSource = mainSource(mail.view, on.mail.changed);
/** The encrypted copy, and its passphrase until it is noted. */
export const copySource = mainSource(mail.copy, on.mail.copyChanged);
