import type { Read } from './platform.ts';

/** Thunderbird's own files are the same on every system; only their place and its locks differ. */
export interface ThunderbirdPlaces {
  /** Folders that may hold a `profiles.ini`: the package's own, then those of snap and flatpak. */
  readonly folders: readonly string[];
  readonly isInstalled: boolean;
  /** Where an administrator's policies.json may be; the first that can be read counts. */
  readonly policyFiles: readonly string[];
  /** The `Preferences` of Group Policy, as JSON text; null: this system has no registry. */
  readonly registryPreferences: RegistryEntry | null;
  /** Does it run with this profile now, so that what it will write on closing is not yet written? null: cannot be told. */
  isRunning(profileFolder: string): boolean | null;
}

/** Evolution's settings as GSettings has them, defaults included, and its state file. */
export interface EvolutionSettings {
  /** Where they were read, e.g. `gsettings`. */
  readonly where: string;
  /** `org.gnome.evolution.mail` image-loading-policy: `never`, `sometimes`, `always`. */
  readonly imageLoadingPolicy: Read<string>;
  /** `org.gnome.evolution.mail` global-view-setting. */
  readonly globalViewSetting: Read<string>;
  /** `org.gnome.evolution.plugin.prefer-plain` mode: `normal`, `prefer_plain`, `prefer_source`, `only_plain`. */
  readonly preferPlainMode: Read<string>;
  /** $XDG_CONFIG_HOME/evolution/mail/state.ini, where the preview pane is kept. */
  readonly stateFile: string;
}

/** One registry value, with its place as an administrator would write it. */
export interface RegistryEntry {
  readonly where: string;
  /** null: it is not set. */
  readonly value: number | string | null;
}

/** Outlook 2016 and later share the registry's 16.0. Policies come first: they bind. */
export interface OutlookSettings {
  readonly isClassicInstalled: boolean;
  readonly isNewInstalled: boolean;
  /** `Preferences\UseNewOutlook`: which of the two opens. */
  readonly useNewOutlook: RegistryEntry;
  /** Policy alone: the person's own choice is kept by folder, inside the mailbox. */
  readonly disableReadingPane: RegistryEntry;
  readonly readAsPlain: readonly RegistryEntry[];
  readonly blockExternalContent: readonly RegistryEntry[];
}

export interface MailProgramSources {
  thunderbird(): ThunderbirdPlaces;
  /** null: this system has no Evolution at all; `false`: it could, and has not. Asks `gsettings`, bounded to 3 s. */
  evolution(): Promise<EvolutionSettings | false | null>;
  /** null: this system has no Outlook. Failed: the registry could not be read. */
  outlook(): Read<OutlookSettings> | null;
}
