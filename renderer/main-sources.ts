import { mainProcess } from './main-process.ts';
import { mainSource } from './use-main-state.ts';

const { app, on, settings, usage } = mainProcess;

/** What main tells every page, each held once. */
export const todaySource = mainSource(usage.snapshot, on.usage.changed);
export const settingsSource = mainSource(settings.view, on.settings.changed);
export const noticesSource = mainSource(app.notices, on.app.notices);
export const appInfoSource = mainSource(app.info);
