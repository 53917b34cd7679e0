import { describe, expect, it } from 'vitest';
import { parseProfiles } from '../../../../../electron/features/mail/programs/thunderbird-profiles.ts';

const ROOT = '/home/a/.thunderbird';
const PROFILES =
  '[Profile1]\nName=default\nIsRelative=1\nPath=old.default\nDefault=1\n\n' +
  '[Profile0]\nName=default-release\nIsRelative=1\nPath=new.default-release\n';
const opened = (text: string) =>
  parseProfiles(text, ROOT).flatMap(({ name, opensByItself }) => (opensByItself ? name : []));

describe('the profile that opens by itself', () => {
  it('is the installation’s own, not the one marked Default', () => {
    expect(opened(`[Install4F96D1932A9F858E]\nDefault=new.default-release\nLocked=1\n${PROFILES}`)).toEqual([
      'default-release',
    ]);
  });

  it('is each installation’s, where there are several', () => {
    const installs = '[InstallA]\nDefault=new.default-release\n[InstallB]\nDefault=old.default\n';
    expect(opened(installs + PROFILES)).toEqual(['default', 'default-release']);
  });

  it('is the one marked Default where no installation has its own', () => {
    expect(opened(PROFILES)).toEqual(['default']);
  });

  it('is the only one, marked or not', () => {
    expect(opened('[Profile0]\nName=work\nIsRelative=1\nPath=work\n')).toEqual(['work']);
  });

  it('may be any where the program asks at each start', () => {
    expect(opened(`[General]\nStartWithLastProfile=0\n[InstallA]\nDefault=old.default\n${PROFILES}`)).toHaveLength(2);
  });
});

describe('a profile’s folder', () => {
  const folderOf = (group: string) => parseProfiles(`[Profile0]\nName=n\n${group}`, ROOT)[0]?.folder;

  it('stands below the root, or anywhere', () => {
    expect(folderOf('IsRelative=1\nPath=Profiles/x\n')).toBe(`${ROOT}/Profiles/x`);
    expect(folderOf('IsRelative=0\nPath=/data/x\n')).toBe('/data/x');
    expect(folderOf('IsRelative=0\r\nPath=D:\\Mail\\x\r\n')).toBe('D:\\Mail\\x');
  });
});
