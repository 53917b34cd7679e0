import { release } from 'node:os';
import { app } from 'electron';
import type { AppInfo } from '../contract/app.ts';
import type { Platform } from '../platform/platform.ts';
import { startsAtSignIn } from './sign-in-start.ts';
import { languageOf } from './words.ts';

export function appInfo(platform: Platform, folder: string, hasTray: boolean | null, firstRunDone: boolean): AppInfo {
  return {
    version: app.getVersion(),
    electronVersion: process.versions.electron,
    osName: `${platform.osName} ${release()}`,
    ...platform.account(),
    dataFolder: folder,
    hasTray,
    hasSystemUsagePage: platform.systemUsagePage !== null,
    firstRunDone,
    isPackaged: app.isPackaged,
    startsAtSignIn: startsAtSignIn(platform.startAtSignIn),
    systemLanguage: systemLanguage(),
  };
}

/** What `system` stands for in the language setting. Works before `ready`, as the command line needs. */
export function systemLanguage(): AppInfo['systemLanguage'] {
  return languageOf(app.getPreferredSystemLanguages()[0] ?? Intl.DateTimeFormat().resolvedOptions().locale);
}
