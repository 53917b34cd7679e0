import type { Handlers } from '../contract/ipc.ts';
import type { RulesView } from '../contract/rules.ts';
import type { Settings } from '../contract/settings.ts';
import type { RulesSource } from '../features/rules/source.ts';
import { type AgencyAccess, agencyFetch } from './agency-session.ts';
import type { Log } from './log.ts';

export interface RulesDeskParts {
  /** Holds the edition kept from the managed address. */
  readonly folder: string;
  readonly settings: () => AgencyAccess & Pick<Settings, 'rules'>;
  readonly log: Log;
  /** The edition in force, or how it stands with the managed address, has changed. */
  readonly onChange: (view: RulesView) => void;
}

/** The edition in force where the page and the acknowledgement ask for it; the first of them loads it. */
export class RulesDesk {
  readonly answers: Handlers['rules'];
  private readonly parts: RulesDeskParts;
  private opened: Promise<RulesSource> | null = null;

  constructor(parts: RulesDeskParts) {
    this.parts = parts;
    this.answers = {
      view: async () => (await this.source()).view(),
      pack: async () => (await this.source()).current().pack,
      checkNow: async () => (await this.source()).checkNow(),
    };
  }

  /** Reads assets and one file, once. */
  source(): Promise<RulesSource> {
    this.opened ??= this.open();
    return this.opened;
  }

  /** After the first page: asks the managed address, where one is set, and goes on asking. */
  async settleIn(): Promise<void> {
    if (this.parts.settings().rules.url !== null) (await this.source()).start();
  }

  /** Another address or key is asked at once. */
  async settingsChanged(): Promise<void> {
    if (this.parts.settings().rules.url === null && this.opened === null) return;
    const source = await this.source();
    source.start();
    await source.settingsChanged();
  }

  async networkIsBack(): Promise<void> {
    (await this.opened)?.networkIsBack();
  }

  private async open(): Promise<RulesSource> {
    const { folder, settings, log, onChange } = this.parts;
    const [{ RulesSource }, { builtInPack }] = await Promise.all([
      import('../features/rules/source.ts'),
      import('../features/rules/pack.ts'),
    ]);
    const source = new RulesSource({
      fetch: (address, init) => agencyFetch(settings(), address, init),
      settings: () => settings().rules,
      builtIn: await builtInPack(),
      folder,
      log,
    });
    source.onChange(onChange);
    return source;
  }
}
