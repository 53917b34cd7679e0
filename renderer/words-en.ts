import errors from '../locales/en/errors.json';
import firstRun from '../locales/en/first-run.json';
import settings from '../locales/en/settings.json';
import ui from '../locales/en/ui.json';
import usage from '../locales/en/usage.json';

/** By room, as i18next takes them. */
export const words = { ui, usage, settings, errors, 'first-run': firstRun };
