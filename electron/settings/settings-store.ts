import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { CallRefused } from '../contract/call-refused.ts';
import {
  PersonalSettings,
  type SettingKey,
  type SettingSource,
  type Settings,
  type SettingsProblem,
  type SettingsView,
} from '../contract/settings.ts';
import type { ManagedSource, Platform } from '../platform/platform.ts';
import { writeJsonFile } from '../storage/json-file.ts';
import { BUILT_IN } from './built-in.ts';
import { type ManagedValues, readManagedValues } from './managed-values.ts';
import { type OwnValues, readLastGood, readOwnValues } from './stored-settings.ts';

export interface SettingsStoreParts {
  readonly platform: Pick<Platform, 'readManaged'>;
  /** The user-data folder; holds `settings.json` and `managed-last-good.json`. */
  readonly folder: string;
  /** For the command line: another process may own the folder, so nothing in it is written, moved or removed. */
  readonly readOnly?: boolean;
  readonly log?: (line: string) => void;
}

/**
 * The settings in force: built-in, below what the administrator set, below the person's own where it is not managed.
 * What the administrator set is taken whole or not at all; where it is bad the last good values hold instead.
 */
export class SettingsStore {
  private readonly parts: SettingsStoreParts;
  private readonly ownPath: string;
  private readonly lastGoodPath: string;
  private readonly listeners = new Set<(view: SettingsView) => void>();
  private ownProblem: SettingsProblem | null;
  private own: OwnValues;
  private source: ManagedSource;
  private managed: ManagedValues = {};
  private managedSource: SettingSource = 'managed';
  private managedProblems: readonly SettingsProblem[] = [];
  private inForce: SettingsView;
  private writing: Promise<void> = Promise.resolve();

  /** Reads two or three small files, blocking: the first page needs the values. Never throws for what they hold. */
  constructor(parts: SettingsStoreParts) {
    this.parts = parts;
    this.ownPath = join(parts.folder, 'settings.json');
    this.lastGoodPath = join(parts.folder, 'managed-last-good.json');
    const own = readOwnValues(this.ownPath, !parts.readOnly);
    this.own = own.values;
    this.ownProblem = own.problem;
    this.source = parts.platform.readManaged();
    this.takeManaged();
    this.inForce = this.compose();
  }

  get values(): Settings {
    return this.inForce.values;
  }

  view(): SettingsView {
    return this.inForce;
  }

  /**
   * Changes the person's own values, on disk first.
   * Refuses with `managed-setting` where the administrator has set one of them, and with `cannot-save`.
   */
  async set(
    wanted: Partial<{ [K in keyof PersonalSettings]: PersonalSettings[K] | undefined }>,
  ): Promise<SettingsView> {
    const change = PersonalSettings.partial().parse(wanted);
    await this.inTurn(async () => {
      for (const field of Object.keys(change)) {
        if (field in this.managed) throw new CallRefused('managed-setting', 'set by the administrator', field);
      }
      const own = { ...this.own, ...change };
      try {
        await writeJsonFile(this.ownPath, { schema: 1, values: own });
      } catch (error) {
        throw new CallRefused('cannot-save', String(error), Object.keys(change)[0] ?? null);
      }
      this.own = own;
      // The file is whole again, by the person's own choice.
      this.ownProblem = null;
      this.publish();
    });
    return this.inForce;
  }

  /** Looks again at what the administrator set; costs one small read where nothing has changed. Answers whether it has. */
  reloadManaged(): boolean {
    const source = this.parts.platform.readManaged();
    if (isDeepStrictEqual(source, this.source)) return false;
    this.source = source;
    this.takeManaged();
    this.publish();
    return true;
  }

  /** Calls with each change of values, sources or problems; answers how to stop. */
  onChange(listener: (view: SettingsView) => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  /** Resolves when all that has been handed over is on disk. */
  settled(): Promise<void> {
    return this.writing;
  }

  private takeManaged(): void {
    const read = readManagedValues(this.source);
    this.managedProblems = read.kind === 'bad' ? read.problems : [];
    this.managedSource = read.kind === 'bad' ? 'last-good' : 'managed';
    if (read.kind === 'bad') {
      this.managed = readLastGood(this.lastGoodPath) ?? {};
      return;
    }
    this.managed = read.kind === 'good' ? read.values : {};
    this.keepLastGood(read.kind === 'good' ? read.values : null);
  }

  /** An administrator who takes the file away means "nothing is managed", so nothing is kept of it either. */
  private keepLastGood(values: ManagedValues | null): void {
    if (this.parts.readOnly) return;
    this.inTurn(async () => {
      if (values === null) await rm(this.lastGoodPath, { force: true });
      else if (!isDeepStrictEqual(readLastGood(this.lastGoodPath), values))
        await writeJsonFile(this.lastGoodPath, { schema: 1, values });
    }).catch((error: unknown) => this.parts.log?.(`last good managed settings not kept: ${String(error)}`));
  }

  /** One write at a time, in the order asked; a failed one does not stop the next. */
  private inTurn(write: () => Promise<void>): Promise<void> {
    const done = this.writing.then(write);
    this.writing = done.catch(() => {});
    return done;
  }

  private publish(): void {
    this.inForce = this.compose();
    for (const listener of this.listeners) listener(this.inForce);
  }

  private compose(): SettingsView {
    const values: Record<string, unknown> = {};
    const sources: Record<string, SettingSource> = {};
    for (const key of Object.keys(BUILT_IN) as SettingKey[]) {
      const layers: [SettingSource, Partial<Record<string, unknown>>][] = [
        [this.managedSource, this.managed],
        ['you', this.own],
        ['built-in', BUILT_IN],
      ];
      const [source, layer] = layers.find(([, held]) => held[key] !== undefined) ?? ['built-in', BUILT_IN];
      values[key] = layer[key as keyof typeof layer];
      sources[key] = source;
    }
    return {
      values: values as Settings,
      sources,
      problems: [...this.managedProblems, ...(this.ownProblem ? [this.ownProblem] : [])],
      managedWhere: this.source.where,
      managedPresent: this.source.kind !== 'absent',
    };
  }
}
