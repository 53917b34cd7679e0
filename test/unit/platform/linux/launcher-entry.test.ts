import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';

const ENTRY = 'assets/linux/citynet-desk-incident.desktop';
const entry = readFileSync(ENTRY, 'utf8');
const builder = readFileSync('electron-builder.yml', 'utf8');
const words = (language: string) => JSON.parse(readFileSync(`locales/${language}/incident.json`, 'utf8')).button.cut;

it('the red button has an entry of its own in the deb package, in the words of the button', () => {
  const [, from, to] = /fpm: \["([^"=]+)=([^"]+)"\]/.exec(builder) ?? [];
  expect([from, to]).toEqual([ENTRY, '/usr/share/applications/citynet-desk-incident.desktop']);
  // Desktop Entry Specification 1.5: the group first, then what must be there.
  expect(entry).toMatch(/^\[Desktop Entry\]\n/);
  const executableName = /^executableName: (.+)$/m.exec(builder)?.[1];
  for (const line of [
    'Type=Application',
    `Name=${words('en')}`,
    `Name[zh_TW]=${words('zh-TW')}`,
    `Exec=${executableName} --incident`,
    `Icon=${executableName}`,
  ])
    expect(entry.split('\n')).toContain(line);
});
