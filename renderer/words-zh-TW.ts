import errors from '../locales/zh-TW/errors.json';
import firstRun from '../locales/zh-TW/first-run.json';
import settings from '../locales/zh-TW/settings.json';
import ui from '../locales/zh-TW/ui.json';
import usage from '../locales/zh-TW/usage.json';

/** By room, as i18next takes them. */
export const words = { ui, usage, settings, errors, 'first-run': firstRun };
