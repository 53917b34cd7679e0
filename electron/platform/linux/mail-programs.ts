import { existsSync, readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { homedir } from 'node:os';
import { isAbsolute, join } from 'node:path';
import type { EvolutionSettings, MailProgramSources, ThunderbirdPlaces } from '../mail-program-sources.ts';
import type { Read } from '../platform.ts';
import { runCommand } from '../run-command.ts';

const ANSWER_MS = 1_000;
const MAIL_SCHEMA = 'org.gnome.evolution.mail';
const PLAIN_SCHEMA = 'org.gnome.evolution.plugin.prefer-plain';
/** Where GSettings finds schemas and the account's own values. */
const GSETTINGS_NEEDS = ['HOME', 'XDG_CONFIG_HOME', 'XDG_DATA_DIRS', 'XDG_RUNTIME_DIR', 'GSETTINGS_SCHEMA_DIR'];

/** The name it has on Flathub changed its case. */
const THUNDERBIRD_FLATPAKS = ['org.mozilla.thunderbird', 'org.mozilla.Thunderbird'];

/** Where installed programs leave their mark; replaced in tests. */
export interface LinuxPlaces {
  readonly home: string;
  readonly configHome: string;
  /** One of these exists where the program is installed, by package, snap or flatpak. */
  readonly thunderbird: readonly string[];
  readonly evolution: readonly string[];
  readonly thunderbirdPolicies: readonly string[];
  readonly run: typeof runCommand;
}

export function systemPlaces(environment: NodeJS.ProcessEnv = process.env): LinuxPlaces {
  const home = homedir();
  const config = environment.XDG_CONFIG_HOME ?? '';
  const flatpaks = ['/var/lib/flatpak/app', `${home}/.local/share/flatpak/app`];
  const installed = (name: string, ids: readonly string[]) => [
    ...['/usr/bin', '/usr/local/bin', '/snap/bin'].map((folder) => `${folder}/${name}`),
    ...flatpaks.flatMap((folder) => ids.map((id) => `${folder}/${id}`)),
  ];
  return {
    home,
    configHome: isAbsolute(config) ? config : join(home, '.config'),
    thunderbird: installed('thunderbird', THUNDERBIRD_FLATPAKS),
    evolution: installed('evolution', ['org.gnome.Evolution']),
    thunderbirdPolicies: [
      '/etc/thunderbird/policies/policies.json',
      ...['/usr/lib', '/usr/lib64', '/opt'].map((folder) => `${folder}/thunderbird/distribution/policies.json`),
    ],
    run: runCommand,
  };
}

export class LinuxMailPrograms implements MailProgramSources {
  readonly #places: LinuxPlaces;

  constructor(places: LinuxPlaces = systemPlaces()) {
    this.#places = places;
  }

  thunderbird(): ThunderbirdPlaces {
    const { home, thunderbird, thunderbirdPolicies } = this.#places;
    return {
      folders: [
        join(home, '.thunderbird'),
        join(home, 'snap/thunderbird/common/.thunderbird'),
        ...THUNDERBIRD_FLATPAKS.map((id) => join(home, '.var/app', id, '.thunderbird')),
      ],
      isInstalled: thunderbird.some((path) => existsSync(path)),
      policyFiles: thunderbirdPolicies,
      registryPreferences: null,
      isRunning: isProfileLocked,
    };
  }

  async evolution(): Promise<EvolutionSettings | false> {
    const { evolution, configHome, home } = this.#places;
    if (!evolution.some((path) => existsSync(path))) return false;
    const [imageLoadingPolicy, globalViewSetting, preferPlainMode] = await Promise.all([
      this.#setting(MAIL_SCHEMA, 'image-loading-policy'),
      this.#setting(MAIL_SCHEMA, 'global-view-setting'),
      this.#setting(PLAIN_SCHEMA, 'mode'),
    ]);
    const ownStateFile = join(configHome, 'evolution/mail/state.ini');
    const stateFiles = [ownStateFile, join(home, '.var/app/org.gnome.Evolution/config/evolution/mail/state.ini')];
    return {
      where: 'gsettings',
      imageLoadingPolicy,
      globalViewSetting,
      preferPlainMode,
      stateFile: stateFiles.find((path) => existsSync(path)) ?? ownStateFile,
    };
  }

  outlook(): null {
    return null;
  }

  /** The value in force, the administrator's and the default included. Failed: the schema is not there (a flatpak's own). */
  async #setting(schema: string, key: string): Promise<Read<string>> {
    const end = await this.#places.run('gsettings', ['get', schema, key], ANSWER_MS, { passOn: GSETTINGS_NEEDS });
    if (end.kind !== 'ended') return { ok: false, detail: `gsettings: ${end.kind}` };
    const lines = end.said.split('\n');
    if (end.code !== 0) return { ok: false, detail: (lines.at(-1) ?? '').slice(0, 300) };
    // Warnings about the bus come by the same stream.
    const value = lines.find((line) => /^('.*'|true|false)$/.test(line));
    return value === undefined
      ? { ok: false, detail: end.said.slice(0, 300) }
      : { ok: true, value: value.replace(/^'(.*)'$/, '$1') };
  }
}

/** `lock` is a link to `address:+process` and stays behind: so that process must be there, and be Thunderbird. */
function isProfileLocked(profileFolder: string): boolean | null {
  let target: string;
  try {
    target = readlinkSync(join(profileFolder, 'lock'));
  } catch {
    return false;
  }
  const processId = /:\+?(\d+)$/.exec(target)?.[1];
  if (!processId) return null;
  try {
    return /thunderbird/i.test(readFileSync(`/proc/${processId}/comm`, 'utf8'));
  } catch {
    // A flatpak's process numbers are its own: does any Thunderbird run? Elsewhere, that process has ended.
    return profileFolder.includes('/.var/app/') ? isAnyRunning() : false;
  }
}

function isAnyRunning(): boolean | null {
  try {
    const processes = readdirSync('/proc').filter((name) => /^\d+$/.test(name));
    return processes.some((name) => {
      try {
        return /thunderbird/i.test(readFileSync(`/proc/${name}/comm`, 'utf8'));
      } catch {
        return false;
      }
    });
  } catch {
    return null;
  }
}
