import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { isAbsolute, join } from 'node:path';

const FILE_NAME = 'citynet-desk.desktop';
/** A product name, not a sentence: the same in every language. */
const ENTRY_NAME = 'CityNet Desk';

export interface AutostartFolders {
  /** The person's own. */
  readonly own: string;
  /** The administrator's, most important first. */
  readonly system: readonly string[];
}

/** XDG Desktop Application Autostart 0.5: a relative path in these variables is to be ignored. */
export function autostartFolders(environment: NodeJS.ProcessEnv = process.env): AutostartFolders {
  const own = environment.XDG_CONFIG_HOME ?? '';
  const system = (environment.XDG_CONFIG_DIRS || '/etc/xdg').split(':').filter(isAbsolute);
  return {
    own: join(isAbsolute(own) ? own : join(homedir(), '.config'), 'autostart'),
    system: system.map((folder) => join(folder, 'autostart')),
  };
}

/** Will the desktop start the app? The person's file hides the administrator's of the same name. */
export function readStartAtSignIn(folders = autostartFolders()): boolean {
  for (const folder of [folders.own, ...folders.system]) {
    let text: string;
    try {
      text = readFileSync(join(folder, FILE_NAME), 'utf8');
    } catch {
      // What this account cannot read, its desktop cannot start either.
      continue;
    }
    const entry = parseDesktopEntry(text);
    return (
      entry.get('Type') === 'Application' &&
      entry.get('Hidden') !== 'true' &&
      entry.get('X-GNOME-Autostart-enabled') !== 'false' &&
      Boolean(entry.get('Exec'))
    );
  }
  return false;
}

/** Throws the file system's error where it cannot be written. `command` is program and arguments. */
export function writeStartAtSignIn(on: boolean, command: readonly string[], folders = autostartFolders()): void {
  const path = join(folders.own, FILE_NAME);
  const systemEntry = folders.system.some((folder) => existsSync(join(folder, FILE_NAME)));
  // Without the file of one's own the administrator's would be back in force.
  if (!on && !systemEntry) {
    rmSync(path, { force: true });
    return;
  }
  mkdirSync(folders.own, { recursive: true, mode: 0o700 });
  const temporary = `${path}.new`;
  writeFileSync(temporary, desktopEntry(on, command));
  renameSync(temporary, path);
}

function desktopEntry(on: boolean, command: readonly string[]): string {
  const lines = [
    '[Desktop Entry]',
    'Type=Application',
    `Name=${ENTRY_NAME}`,
    `Exec=${quoteExec(command)}`,
    'Terminal=false',
  ];
  if (!on) lines.push('Hidden=true');
  return `${lines.join('\n')}\n`;
}

/**
 * A command line for `Exec`, Desktop Entry Specification 1.5, "The Exec key": each argument in double quotes with
 * its four special characters escaped, % doubled against field codes, then the string escaping of all values.
 */
export function quoteExec(command: readonly string[]): string {
  const argument = (text: string) => `"${text.replace(/["`$\\]/g, '\\$&').replaceAll('%', '%%')}"`;
  return command
    .map(argument)
    .join(' ')
    .replaceAll('\\', '\\\\')
    .replaceAll('\n', '\\n')
    .replaceAll('\r', '\\r')
    .replaceAll('\t', '\\t');
}

/** The keys of the `[Desktop Entry]` group; localised keys keep their bracket. */
export function parseDesktopEntry(text: string): Map<string, string> {
  const entry = new Map<string, string>();
  let inGroup = false;
  for (const line of text.split(/\r?\n/)) {
    const heading = /^\[(.*)\]\s*$/.exec(line);
    if (heading) inGroup = heading[1] === 'Desktop Entry';
    const pair = inGroup ? /^([A-Za-z0-9[\]@_.-]+)\s*=\s*(.*?)\s*$/.exec(line) : null;
    if (pair?.[1] !== undefined && pair[2] !== undefined) entry.set(pair[1], pair[2]);
  }
  return entry;
}
