import { isAbsolute, join, win32 } from 'node:path';
import { parseGroups, readSettingsFile } from './settings-file.ts';

export interface ThunderbirdProfile {
  /** As profiles.ini names it. */
  readonly name: string;
  readonly folder: string;
  /** Opened by itself when the program starts. */
  readonly opensByItself: boolean;
}

/** All profiles of one folder's profiles.ini; empty where there is none. */
export async function readProfiles(root: string): Promise<ThunderbirdProfile[] | 'not-readable'> {
  const file = await readSettingsFile(join(root, 'profiles.ini'));
  if (file === 'absent') return [];
  return file === 'not-readable' ? file : parseProfiles(file.text, root);
}

/**
 * Each installation of the program opens its own `[Install…]` Default; without any, the profile marked Default or the
 * only one (nsToolkitProfileService). Asked at each start (StartWithLastProfile=0), any may be opened.
 */
export function parseProfiles(text: string, root: string): ThunderbirdProfile[] {
  const groups = [...parseGroups(text)];
  const ofInstalls = groups.flatMap(([name, group]) =>
    name.startsWith('Install') ? (group.get('Default') ?? []) : [],
  );
  const asks = groups.some(([name, group]) => name === 'General' && group.get('StartWithLastProfile') === '0');
  const profiles = groups.filter(([name, group]) => /^Profile\d+$/.test(name) && group.get('Path'));
  return profiles.map(([, group]) => {
    const path = group.get('Path') ?? '';
    const isDefault = ofInstalls.length > 0 ? ofInstalls.includes(path) : group.get('Default') === '1';
    return {
      name: group.get('Name') || path,
      folder: group.get('IsRelative') === '0' && isAnyAbsolute(path) ? path : join(root, path),
      opensByItself: asks || isDefault || profiles.length === 1,
    };
  });
}

const isAnyAbsolute = (path: string) => isAbsolute(path) || win32.isAbsolute(path);
