import { safeStorage } from 'electron';
import { type SecretBox, SecretBoxLate, type SecretBoxState } from '../features/rules/acknowledgement/secret-box.ts';
import type { Platform } from '../platform/platform.ts';

const BOUND_MS = 3_000;
/** Chromium's mark of what it encrypted with a password that everybody knows (Linux, `basic_text`). */
const OPEN_TO_ALL = Buffer.from('v10');

/** What of `safeStorage` is used; the asynchronous calls are there from Electron 45 on. */
type Storage = Pick<typeof safeStorage, 'isEncryptionAvailable' | 'encryptString' | 'decryptString'> &
  Partial<
    Pick<
      typeof safeStorage,
      'getSelectedStorageBackend' | 'isAsyncEncryptionAvailable' | 'encryptStringAsync' | 'decryptStringAsync'
    >
  >;

/**
 * The system's key store through Electron. Where a key store can be locked or hang it is first asked over the desktop's
 * bus, which prompts for nothing and is bounded; only one that says it is open is then given work. The asynchronous
 * calls keep that work off main's loop. Older runtimes, used in development alone, have the blocking ones only: there a
 * store that stops in the very milliseconds between answer and call would hold up main.
 */
export class ElectronSecretBox implements SecretBox {
  private readonly platform: Pick<Platform, 'secretStoreState'>;
  private readonly storage: Storage;

  constructor(platform: Pick<Platform, 'secretStoreState'>, storage: Storage = safeStorage) {
    this.platform = platform;
    this.storage = storage;
  }

  async state(): Promise<SecretBoxState> {
    try {
      return await within(this.ask());
    } catch (error) {
      return error instanceof SecretBoxLate ? 'late' : 'absent';
    }
  }

  async seal(bytes: Uint8Array): Promise<Uint8Array> {
    await this.mustBeReady();
    const text = Buffer.from(bytes).toString('base64');
    const { encryptStringAsync } = this.storage;
    const sealed = encryptStringAsync
      ? await within(encryptStringAsync.call(this.storage, text))
      : this.storage.encryptString(text);
    if (this.backend() !== null && sealed.subarray(0, OPEN_TO_ALL.length).equals(OPEN_TO_ALL))
      throw new Error('the key store seals with a password that everybody knows');
    return sealed;
  }

  async open(sealed: Uint8Array): Promise<Uint8Array> {
    await this.mustBeReady();
    const buffer = Buffer.from(sealed);
    const { decryptStringAsync } = this.storage;
    const text = decryptStringAsync
      ? (await within(decryptStringAsync.call(this.storage, buffer))).result
      : this.storage.decryptString(buffer);
    return Buffer.from(text, 'base64');
  }

  private async ask(): Promise<SecretBoxState> {
    const backend = this.backend();
    if (backend === 'basic_text' || backend === 'unknown') return 'absent';
    const { isAsyncEncryptionAvailable } = this.storage;
    const isWallet = backend?.startsWith('kwallet') ?? false;
    // KDE's wallet has a bus of its own; unasked, only the asynchronous calls can wait for it harmlessly.
    if (isWallet && !isAsyncEncryptionAvailable) return 'absent';
    const state = isWallet ? 'ready' : await this.platform.secretStoreState();
    if (state !== 'ready') return state;
    const isAvailable = isAsyncEncryptionAvailable
      ? await isAsyncEncryptionAvailable.call(this.storage)
      : this.storage.isEncryptionAvailable();
    return isAvailable ? 'ready' : 'absent';
  }

  /** Asked anew each time: it may have been locked, or have stopped, since. */
  private async mustBeReady(): Promise<void> {
    const state = await this.state();
    if (state === 'late') throw new SecretBoxLate();
    if (state !== 'ready') throw new Error(`the key store is ${state}`);
  }

  /** null: not Linux, whose key stores alone can be open to all. Electron has the question there only. */
  private backend(): string | null {
    return this.storage.getSelectedStorageBackend?.() ?? null;
  }
}

/** Whoever answers after that is not heard. */
async function within<T>(answer: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new SecretBoxLate()), BOUND_MS);
  });
  return await Promise.race([answer, late]).finally(() => clearTimeout(timer));
}
