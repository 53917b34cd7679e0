import type { KeyObject } from 'node:crypto';
import { join } from 'node:path';
import type { KeyEnrolment, KeyState } from '../../../contract/acknowledgement.ts';
import { type DeliveryFs, makeFolder, writeDurably } from '../../../delivery/durable-files.ts';
import { makeKey, privateBytesOf, privateKeyFrom, publicHalfOf } from './ed25519.ts';
import { KeyFile, keysFolder, readKeyFiles } from './key-files.ts';
import { signEnrolment } from './receipt.ts';
import { type SecretBox, SecretBoxLate } from './secret-box.ts';

export interface KeyKeeperParts {
  readonly fs: DeliveryFs;
  readonly folder: string;
  readonly box: SecretBox;
  readonly mayBeUnprotected: () => boolean;
  readonly log?: (line: string) => void;
}

/** No key may sign now. */
export class NoKey extends Error {
  readonly state: Exclude<KeyState, 'ready' | 'unprotected'>;

  constructor(state: NoKey['state']) {
    super(`the signing key cannot be used: ${state}`);
    this.name = 'NoKey';
    this.state = state;
  }
}

const OWNER_ONLY = 0o600;

/** This account's signing keys on this PC: the one in use, and the public halves of those before. */
export class KeyKeeper {
  private readonly parts: KeyKeeperParts;
  private files: KeyFile[] = [];
  private unreadable = 0;

  constructor(parts: KeyKeeperParts) {
    this.parts = parts;
  }

  /** Rejects with the file system's error. */
  async load(): Promise<void> {
    const read = await readKeyFiles(this.parts.fs, this.folder, this.parts.log);
    this.files = read.files;
    this.unreadable = read.unreadable;
  }

  /** Oldest first. */
  all(): readonly KeyFile[] {
    return this.files;
  }

  publicKeys(): ReadonlySet<string> {
    return new Set(this.files.map(({ enrolment }) => enrolment.publicKey));
  }

  /** Asks the key store, bounded; never rejects. */
  async state(): Promise<KeyState> {
    const { box, mayBeUnprotected } = this.parts;
    const current = this.current();
    const isUnreadable = this.unreadable > (current?.generation ?? 0);
    const isPlain = current?.secret.kind === 'plain' && !isUnreadable;
    if (isPlain && mayBeUnprotected()) return 'unprotected';
    const store = await box.state();
    if (store === 'absent' && mayBeUnprotected()) {
      if (isUnreadable) return 'lost';
      // A key store that is not there now may only not have been started: whether it is gone, the person decides.
      return current ? 'out-of-reach' : 'unprotected';
    }
    if (store !== 'ready') return store;
    if (isUnreadable) return 'lost';
    if (isPlain) return 'withdrawn';
    if (!current) return 'ready';
    try {
      await this.open(current);
      return 'ready';
    } catch (error) {
      return error instanceof NoKey ? error.state : 'lost';
    }
  }

  /** The key in use, made where there is none yet. Rejects with `NoKey`, or with the file system's error. */
  async toSign(make: NewKeyFacts): Promise<{ readonly file: KeyFile; readonly privateKey: KeyObject }> {
    const state = await this.state();
    if (state !== 'ready' && state !== 'unprotected') throw new NoKey(state);
    const file = this.current() ?? (await this.make(make));
    return { file, privateKey: await this.open(file) };
  }

  /** The next generation, which from now on signs. Rejects as `toSign` does. */
  async make({ enrolmentId, facts }: NewKeyFacts): Promise<KeyFile> {
    const { fs } = this.parts;
    const { privateKey, publicKey } = makeKey();
    const secret = await this.secretOf(privateBytesOf(privateKey));
    const keyProtection = secret.kind === 'sealed' ? ('os-key-store' as const) : ('unprotected' as const);
    const enrolment = signEnrolment({ schema: 1, publicKey, keyProtection, ...facts }, privateKey);
    const generation = Math.max(this.current()?.generation ?? 0, this.unreadable) + 1;
    const file = KeyFile.parse({ schema: 1, generation, enrolmentId, enrolment, secret });
    // Never a key that its own store would not give back.
    await this.open(file);
    await makeFolder(fs, this.folder);
    await writeDurably(fs, join(this.folder, `${generation}.json`), `${JSON.stringify(file)}\n`, OWNER_ONLY);
    this.files.push(file);
    return file;
  }

  private get folder(): string {
    return keysFolder(this.parts.folder);
  }

  private current(): KeyFile | undefined {
    return this.files.at(-1);
  }

  private async open({ secret, enrolment }: KeyFile): Promise<KeyObject> {
    const bytes = Buffer.from(secret.base64, 'base64');
    try {
      const key = privateKeyFrom(secret.kind === 'plain' ? bytes : await this.parts.box.open(bytes));
      if (publicHalfOf(key) !== enrolment.publicKey) throw new Error('the key store holds another key');
      return key;
    } catch (error) {
      if (error instanceof SecretBoxLate) throw new NoKey('late');
      this.parts.log?.(`acknowledgement: the key cannot be opened: ${String(error)}`);
      // Locked, stopped or gone since it was asked: then it says nothing of the key.
      const store = secret.kind === 'plain' ? 'ready' : await this.parts.box.state();
      throw new NoKey(store === 'ready' ? 'lost' : store);
    }
  }

  private async secretOf(bytes: Uint8Array): Promise<KeyFile['secret']> {
    const { box, mayBeUnprotected } = this.parts;
    const store = await box.state();
    if (store === 'absent' && mayBeUnprotected()) return { kind: 'plain', base64: base64Of(bytes) };
    if (store !== 'ready') throw new NoKey(store);
    try {
      return { kind: 'sealed', base64: base64Of(await box.seal(bytes)) };
    } catch (error) {
      this.parts.log?.(`acknowledgement: the key store does not seal: ${String(error)}`);
      throw new NoKey(error instanceof SecretBoxLate ? 'late' : 'absent');
    }
  }
}

export interface NewKeyFacts {
  readonly enrolmentId: string;
  readonly facts: Pick<KeyEnrolment, 'accountName' | 'machineName' | 'madeAt' | 'replaces'>;
}

const base64Of = (bytes: Uint8Array) => Buffer.from(bytes).toString('base64');
