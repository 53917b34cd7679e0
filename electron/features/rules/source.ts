import type { ImportProblem, PackHashes, RulesPack, RulesProblem, RulesView } from '../../contract/rules.ts';
import type { RulesSettings } from '../../contract/settings.ts';
import type { Fetch } from '../../delivery/channels/http-exchange.ts';
import { readEdition } from './edition.ts';
import { askEdition, type EditionAnswer } from './edition-request.ts';
import {
  isInForce,
  isTrusted,
  type KeptEdition,
  readKeptEdition,
  withNewWords,
  writeKeptEdition,
} from './kept-edition.ts';
import { hashesOf } from './pack.ts';

export interface RulesSourceParts {
  readonly fetch: Fetch;
  readonly settings: () => RulesSettings;
  readonly builtIn: RulesPack;
  /** Holds `managed-rules.json`: the edition last taken serves without the network. */
  readonly folder: string;
  readonly nowMs?: () => number;
  /** 0 to 1, for the jitter. */
  readonly random?: () => number;
  readonly timeoutMs?: number;
  readonly log?: (line: string) => void;
}

export interface EditionInForce {
  readonly pack: RulesPack;
  readonly hashes: PackHashes;
}

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

/**
 * Which edition of the rules is in force: the built-in one, or the one kept from the managed address. An edition is
 * never replaced by an older one, nor by other rules from the same address; a failed attempt changes nothing.
 */
export class RulesSource {
  private readonly parts: RulesSourceParts;
  private readonly listeners = new Set<(view: RulesView) => void>();
  private kept: KeptEdition | null = null;
  private problem: RulesProblem | null = null;
  private inForce: EditionInForce;
  private asked = '';
  private asking: Promise<void> | null = null;
  private failuresInRow = 0;
  private nextAttemptAtMs = 0;
  private timer: NodeJS.Timeout | null = null;

  /** Reads the kept edition, blocking for one file. */
  constructor(parts: RulesSourceParts) {
    this.parts = parts;
    this.asked = this.wanted();
    try {
      const read = readKeptEdition(parts.folder, 'set-aside');
      if (read.kind === 'value') this.kept = withNewWords(read.value, parts.builtIn);
      if (read.kind === 'damaged') this.fail('damaged', read.setAside);
    } catch (error) {
      this.fail('damaged', String(error));
    }
    const { pack } = this.chosen();
    this.inForce = { pack, hashes: hashesOf(pack) };
    this.nextAttemptAtMs = this.dueAtMs();
  }

  current(): EditionInForce {
    return this.inForce;
  }

  view(): RulesView {
    const { pack, hashes } = this.inForce;
    const { url, publicKey } = this.parts.settings();
    const { source } = this.chosen();
    return {
      rulesId: pack.rulesId,
      edition: pack.edition,
      title: pack.text.title,
      latest: pack.text.amendments.at(-1) ?? null,
      hashes,
      source,
      address: url,
      signed: source === 'managed' && this.kept?.signed != null,
      checkedAtMs: this.kept && this.kept.address === url ? this.kept.checkedAtMs : null,
      problem: this.problem ?? this.unsignedProblem(publicKey),
    };
  }

  /** Asks the managed address now; one that is asked already is waited for. Never rejects. */
  checkNow(): Promise<void> {
    const settings = this.parts.settings();
    if (settings.url === null) return Promise.resolve();
    this.asking ??= this.ask({ ...settings, url: settings.url }).finally(() => {
      this.asking = null;
    });
    return this.asking;
  }

  /** Asks every `checkHours`, after a failure sooner; by the clock, so that sleep cannot leave the edition old. */
  start(): void {
    this.timer ??= setInterval(() => this.tick(), MINUTE_MS).unref();
    this.tick();
  }

  stop(): void {
    if (this.timer) clearInterval(this.timer);
    this.timer = null;
  }

  /** The network is back: what failed for want of it is asked again at once. */
  networkIsBack(): void {
    if (this.problem?.reason === 'unreachable' || this.problem?.reason === 'late') void this.checkNow();
  }

  /** Another address or key: what failed under the old ones says nothing any more. */
  async settingsChanged(): Promise<void> {
    if (this.wanted() === this.asked) return;
    await this.asking;
    this.asked = this.wanted();
    this.problem = null;
    this.failuresInRow = 0;
    this.settle();
    await this.checkNow();
  }

  /** Calls when an attempt has ended or another edition is in force; answers how to stop. */
  onChange(listener: (view: RulesView) => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  private async ask(settings: RulesSettings & { readonly url: string }): Promise<void> {
    const isOurs = this.kept?.address === settings.url && this.isTrusted(this.kept);
    const etag = isOurs ? (this.kept?.etag ?? null) : null;
    const answer = await askEdition(this.parts.fetch, settings, etag, this.parts.timeoutMs);
    this.problem = null;
    await this.take(answer, settings);
    const failed = this.problem as RulesProblem | null;
    this.failuresInRow = failed ? this.failuresInRow + 1 : 0;
    const jitter = 0.8 + 0.4 * (this.parts.random ?? Math.random)();
    const waitMs = failed ? Math.min(2 ** this.failuresInRow * MINUTE_MS, this.everyMs()) : this.everyMs();
    this.nextAttemptAtMs = this.nowMs() + waitMs * jitter;
    if (failed) this.parts.log?.(`rules: ${failed.reason}`);
    this.settle();
  }

  private async take(answer: EditionAnswer, { url, publicKey }: RulesSettings & { url: string }): Promise<void> {
    const checkedAtMs = this.nowMs();
    if (answer.kind === 'failed') return this.fail(answer.reason, answer.detail);
    if (answer.kind === 'unchanged') return this.kept ? this.keep({ ...this.kept, checkedAtMs }) : undefined;
    const read = readEdition(answer.bytes, this.inForce.pack);
    if (read.kind === 'not-understood') return this.fail('not-understood', read.detail, read.lines);
    const { pack, from } = read;
    const refusal = this.refusalOf(pack, url);
    if (refusal) return this.fail(...refusal);
    const base64 = (bytes: Uint8Array) => Buffer.from(bytes).toString('base64');
    const signed =
      publicKey && answer.signature
        ? { bytes: base64(answer.bytes), signature: base64(answer.signature), publicKey }
        : null;
    const sha256 = hashesOf(pack).pack;
    const kept: KeptEdition = { schema: 1, address: url, etag: answer.etag, checkedAtMs, sha256, pack, from, signed };
    await this.keep(withNewWords(kept, this.parts.builtIn));
  }

  /** An edition stands for one text: the same number with other words would change what was signed unseen. */
  private refusalOf(pack: RulesPack, address: string): [RulesProblem['reason'], string] | null {
    const { pack: now, hashes } = this.inForce;
    if (this.kept?.address === address && this.isTrusted(this.kept) && this.kept.pack.rulesId !== pack.rulesId)
      return ['other-rules', `${pack.rulesId}: ${pack.text.title}`.slice(0, 400)];
    if (pack.rulesId !== now.rulesId || pack.edition > now.edition) return null;
    if (pack.edition < now.edition) return ['older', `${pack.edition} < ${now.edition}`];
    return hashesOf(pack).text === hashes.text ? null : ['same-number', `${pack.edition}`];
  }

  /** On disk first: an edition that a restart would lose is not put in force. */
  private async keep(kept: KeptEdition): Promise<void> {
    try {
      await writeKeptEdition(this.parts.folder, kept);
      this.kept = kept;
    } catch (error) {
      this.fail('cannot-save', String(error));
    }
  }

  private chosen(): { readonly pack: RulesPack; readonly source: RulesView['source'] } {
    const { builtIn, settings } = this.parts;
    const { kept } = this;
    if (!kept || !isInForce(kept, builtIn, settings())) return { pack: builtIn, source: 'built-in' };
    return { pack: kept.pack, source: 'managed' };
  }

  private isTrusted(kept: KeptEdition): boolean {
    return isTrusted(kept, this.parts.settings().publicKey);
  }

  private unsignedProblem(publicKey: string | null): RulesProblem | null {
    if (publicKey === null || !this.kept || this.isTrusted(this.kept)) return null;
    return { reason: 'signature', detail: this.kept.address.slice(0, 400), lines: [], atMs: this.kept.checkedAtMs };
  }

  private settle(): void {
    const { pack } = this.chosen();
    if (pack !== this.inForce.pack) this.inForce = { pack, hashes: hashesOf(pack) };
    const view = this.view();
    for (const listener of this.listeners) listener(view);
  }

  private tick(): void {
    const now = this.nowMs();
    const isClockSteppedBack = this.nextAttemptAtMs - now > 2 * this.everyMs();
    if (now >= this.nextAttemptAtMs || isClockSteppedBack) void this.checkNow();
  }

  /** At once where this address has never answered, or its answer is from the clock's future. */
  private dueAtMs(): number {
    const { url } = this.parts.settings();
    if (!this.kept || this.kept.address !== url || this.kept.checkedAtMs > this.nowMs()) return 0;
    return this.kept.checkedAtMs + this.everyMs();
  }

  private everyMs(): number {
    return this.parts.settings().checkHours * HOUR_MS;
  }

  private wanted(): string {
    const { url, publicKey, signatureUrl } = this.parts.settings();
    return JSON.stringify([url, publicKey, signatureUrl]);
  }

  private fail(reason: RulesProblem['reason'], detail: string, lines: readonly ImportProblem[] = []): void {
    this.problem = { reason, detail: detail.slice(0, 400), lines: [...lines], atMs: this.nowMs() };
  }

  private nowMs(): number {
    return (this.parts.nowMs ?? Date.now)();
  }
}
