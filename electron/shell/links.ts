import { shell } from 'electron';
import type { LinkName } from '../contract/app.ts';
import { CallRefused } from '../contract/call-refused.ts';

export interface LinkTargets {
  /** An address of the system's own, from the platform; null where there is none. */
  readonly systemUsagePage: string | null;
  readonly dataFolder: string;
}

/** The only place that hands anything to the system's opener: pages name a link, never an address. */
export async function openLink(name: LinkName, { systemUsagePage, dataFolder }: LinkTargets): Promise<void> {
  if (name === 'data-folder') {
    const failure = await shell.openPath(dataFolder);
    if (failure) throw new CallRefused('not-available', failure, 'name');
    return;
  }
  if (!systemUsagePage) throw new CallRefused('not-available', name, 'name');
  await shell.openExternal(systemUsagePage);
}
