import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { DOMParser, type Element } from '@xmldom/xmldom';
import { describe, expect, it } from 'vitest';

const root = (path: string) => fileURLToPath(new URL(`../../../../${path}`, import.meta.url));
const read = (path: string) => readFileSync(root(path), 'utf8');

const SCHEDULER = 'http://schemas.microsoft.com/windows/2004/02/mit/task';
const ONLY_RUNNABLE = 'D:P(A;;FA;;;SY)(A;;FA;;;BA)(A;;GRGX;;;IU)';

/** Throws where the text is not well formed. */
function parse(file: string): Element {
  const strict = new DOMParser({
    onError: (_, message) => {
      throw new Error(message);
    },
  });
  const { documentElement } = strict.parseFromString(read(`assets/windows-tasks/${file}`), 'text/xml');
  if (!documentElement) throw new Error(`${file} is empty`);
  return documentElement;
}

describe.each([
  ['Cut network', 'cut-network'],
  ['Restore network', 'restore-network'],
])('the task "%s"', (name, file) => {
  const task = parse(`${file}.xml`);
  const text = (tag: string) => {
    const found = task.getElementsByTagNameNS(SCHEDULER, tag);
    expect(found, tag).toHaveLength(1);
    return found[0]?.textContent?.trim();
  };

  it('runs as SYSTEM, and only when somebody asks', () => {
    expect(text('UserId')).toBe('S-1-5-18');
    expect(text('Triggers')).toBe('');
    expect(text('AllowStartOnDemand')).toBe('true');
    expect(text('Enabled')).toBe('true');
  });

  it('may be run and not changed by whoever sits at the PC', () => {
    expect(text('SecurityDescriptor')).toBe(ONLY_RUNNABLE);
    expect(read('assets/windows-tasks/register-tasks.ps1')).toContain(`$Sddl = '${ONLY_RUNNABLE}'`);
  });

  it('is not refused on battery, without a network, or on a busy PC', () => {
    expect(text('DisallowStartIfOnBatteries')).toBe('false');
    expect(text('StopIfGoingOnBatteries')).toBe('false');
    expect(text('RunOnlyIfNetworkAvailable')).toBe('false');
    expect(text('RunOnlyIfIdle')).toBe('false');
    expect(Number(text('Priority'))).toBeLessThan(7);
  });

  it('runs one fixed script from the installed folder and takes nothing from the person', () => {
    expect(text('Command')).toBe('%SystemRoot%\\System32\\WindowsPowerShell\\v1.0\\powershell.exe');
    expect(text('Arguments')).toBe(
      `-NoProfile -NonInteractive -ExecutionPolicy Bypass -File "{{folder}}\\${file}.ps1"`,
    );
    // $(Arg0) is how a task takes arguments from whoever runs it.
    expect(read(`assets/windows-tasks/${file}.xml`)).not.toContain('$(');
    expect(read(`assets/windows-tasks/${file}.ps1`)).not.toMatch(/^\s*param\b|\$args\b/im);
  });

  it('has the name that the app asks for and the installer registers', () => {
    expect(text('URI')).toBe(`\\CityNet Desk\\${name}`);
    expect(read('electron/platform/windows/system-task.ts')).toContain(`'\\\\CityNet Desk\\\\${name}'`);
    expect(read('assets/windows-tasks/register-tasks.ps1')).toContain(`'${name}' = '${file}.xml'`);
  });
});

it('the tasks’ scripts are plain ASCII: Windows PowerShell reads other files in the PC’s own code page', () => {
  const scripts = readdirSync(root('assets/windows-tasks')).filter((file) => /\.(ps1|nsh|xml)$/.test(file));
  expect(scripts).toHaveLength(8);
  for (const file of scripts) expect(read(`assets/windows-tasks/${file}`), file).toMatch(/^[\t\n\x20-\x7e]*$/);
});

it('the packager ships what the tasks run, and includes the installer’s steps', () => {
  const builder = read('electron-builder.yml');
  expect(builder).toContain('include: assets/windows-tasks/installer.nsh');
  expect(builder).toContain('from: assets/windows-tasks\n      to: windows-tasks\n      filter: ["*.ps1", "*.xml"]');
});
