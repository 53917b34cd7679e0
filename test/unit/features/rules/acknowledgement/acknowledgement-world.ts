import type { AcknowledgementView, Receipt, ReceiptFinding } from '../../../../../electron/contract/acknowledgement.ts';
import { CallRefused } from '../../../../../electron/contract/call-refused.ts';
import { isoTime } from '../../../../../electron/contract/iso-time.ts';
import type { ClauseChange, RulesPack } from '../../../../../electron/contract/rules.ts';
import type { Settings } from '../../../../../electron/contract/settings.ts';
import { canonicalText, type NewDocument } from '../../../../../electron/delivery/document.ts';
import { writeDurably } from '../../../../../electron/delivery/durable-files.ts';
import { UlidMaker } from '../../../../../electron/delivery/ulid.ts';
import { AcknowledgementService } from '../../../../../electron/features/rules/acknowledgement/acknowledgement-service.ts';
import {
  type SecretBox,
  SecretBoxLate,
  type SecretBoxState,
} from '../../../../../electron/features/rules/acknowledgement/secret-box.ts';
import { AcknowledgementState } from '../../../../../electron/features/rules/acknowledgement/state.ts';
import { verifyFiles } from '../../../../../electron/features/rules/acknowledgement/verify-files.ts';
import { hashesOf } from '../../../../../electron/features/rules/pack.ts';
import { BUILT_IN } from '../../../../../electron/settings/built-in.ts';
import { PowerCutFs, Steps } from '../../../delivery/power-cut-fs.ts';
import { smallPack } from './small-pack.ts';

const FOLDER = '/data/acknowledgement';
const STATE = `${FOLDER}/state.json`;

/** Code and field; null: it was not refused. */
export const refusal = (promise: Promise<unknown>) =>
  promise.then(
    () => null,
    (error: unknown) => (error instanceof CallRefused ? [error.code, error.field] : error),
  );

/** A key store as the tests wish it: what it sealed only it can open, until it forgets. */
export class TestBox implements SecretBox {
  is: SecretBoxState = 'ready';
  secret = 0x5a;
  opens = 0;

  state = async () => this.is;

  seal = async (bytes: Uint8Array) => {
    if (this.is !== 'ready') throw new SecretBoxLate();
    return Uint8Array.from([this.secret, ...bytes.map((byte) => byte ^ this.secret)]);
  };

  open = async ([by = 0, ...sealed]: Uint8Array) => {
    this.opens++;
    if (this.is === 'late') throw new SecretBoxLate();
    if (by !== this.secret) throw new Error('not sealed here');
    return Uint8Array.from(sealed.map((byte) => byte ^ by));
  };
}

/** The feature over a disk that may lose power at any step, an outbox that outlives it, and a clock of the test's. */
export class AcknowledgementWorld {
  fs: PowerCutFs;
  readonly box = new TestBox();
  /** What delivery has, by id; a repeat must be the same. */
  readonly posted = new Map<string, NewDocument>();
  readonly differs: string[] = [];
  pack: RulesPack = smallPack();
  changes: ClauseChange[] = [];
  nowMs = Date.parse('2026-03-02T09:00:00+08:00');
  settings: Pick<Settings, 'agencyName' | 'commission' | 'acknowledgement' | 'timeZone'> = {
    ...BUILT_IN,
    agencyName: '市政府',
    timeZone: 'Asia/Taipei',
  };
  displayName: string | null = null;
  outboxIs: 'fine' | 'full' = 'fine';
  service: AcknowledgementService;
  private ids = new UlidMaker({ nowMs: () => this.nowMs });

  constructor(fs = new PowerCutFs(new Steps())) {
    this.fs = fs;
    this.service = this.newService();
  }

  /** The program is gone, and started again on the same disk. */
  async restart(fs = this.fs): Promise<void> {
    this.service.stop();
    this.fs = fs;
    // Delivery goes on from its last id only where that is not of a clock that ran ahead.
    this.ids = new UlidMaker({ nowMs: () => this.nowMs });
    this.service = this.newService();
    await this.service.start();
    // Its own turn, so that what was left to hand over is handed over.
    await this.service.refresh();
  }

  rule(acknowledgement: Partial<Settings['acknowledgement']>): void {
    this.settings = { ...this.settings, acknowledgement: { ...this.settings.acknowledgement, ...acknowledgement } };
  }

  get view(): AcknowledgementView {
    return this.service.view();
  }

  async read(): Promise<void> {
    await this.service.begin();
    if (this.view.progress?.changesSeen === false) await this.service.seeChanges();
    for (const { article } of this.view.progress?.sections ?? []) await this.service.readSection(article);
    for (const { id } of this.view.progress?.questions ?? []) await this.service.answer(id, 0);
  }

  async sign(name = '王小明', employeeNumber = 'A1234') {
    const consent = this.service.consent('zh-TW');
    return this.service.sign({ language: 'zh-TW', name, employeeNumber, consent });
  }

  async readAndSign() {
    await this.read();
    return this.sign();
  }

  ofKind(kind: string): NewDocument[] {
    return [...this.posted.values()].filter((document) => document.kind === kind);
  }

  receiptsPosted(): Receipt[] {
    return this.ofKind('acknowledgement').map(({ body }) => body.receipt as unknown as Receipt);
  }

  /** What is wrong with all that was handed over, each alone and together as a chain. */
  chainFindings(): ReceiptFinding[] {
    const files = this.receiptsPosted().map((receipt, at) => ({ name: `${at}`, content: canonicalText(receipt) }));
    return verifyFiles(files).flatMap(({ findings }) => findings);
  }

  passDays(days: number): void {
    this.nowMs += days * 86_400_000;
  }

  get today(): string {
    return isoTime(this.nowMs, this.settings.timeZone).slice(0, 10);
  }

  private newService(): AcknowledgementService {
    const { fs } = this;
    return new AcknowledgementService({
      fs: fs.asFs(),
      folder: FOLDER,
      state: {
        read: () => {
          if (!fs.paths().includes(STATE)) return { kind: 'absent' };
          return { kind: 'value', value: AcknowledgementState.parse(JSON.parse(fs.textOf(STATE))) };
        },
        write: async (state) => {
          const files = fs.asFs();
          await files.mkdir(FOLDER, { recursive: true });
          await writeDurably(files, STATE, JSON.stringify(state));
        },
      },
      box: this.box,
      rules: {
        current: () => ({ pack: this.pack, hashes: hashesOf(this.pack) }),
        difference: ({ edition }, { edition: toEdition, change }) => ({
          fromEdition: edition,
          toEdition,
          change,
          changes: this.changes,
        }),
      },
      delivery: {
        newId: () => this.ids.next(),
        post: async (document) => {
          fs.steps.take();
          if (this.outboxIs === 'full') throw new Error('no space left');
          const held = this.posted.get(document.id);
          if (held && JSON.stringify(held) !== JSON.stringify(document)) this.differs.push(document.id);
          this.posted.set(document.id, held ?? document);
          fs.steps.take();
        },
        clockOffsetMs: () => null,
      },
      settings: () => this.settings,
      account: () => ({ accountName: 'wang', machineName: 'PC-7' }),
      displayName: async () => this.displayName,
      appVersion: '1.0',
      say: () => (key, values) => `${key} ${values?.title ?? ''} ${values?.amendment ?? ''}`,
      clock: { nowMs: () => this.nowMs, after: () => () => {} },
    });
  }
}
