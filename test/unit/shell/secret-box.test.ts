import { describe, expect, it, vi } from 'vitest';
import type { SecretStoreState } from '../../../electron/platform/platform.ts';

vi.mock('electron', () => ({ safeStorage: {} }));
const { ElectronSecretBox } = await import('../../../electron/shell/secret-box.ts');

type Storage = ConstructorParameters<typeof ElectronSecretBox>[1];
const NEVER = new Promise<never>(() => {});
const untouched = () => {
  throw new Error('the blocking call was made');
};

/** Electron from 45 on, with a store that seals by reversing. */
const modern = (own: object = {}, mark = 'v11') => ({
  getSelectedStorageBackend: () => 'gnome_libsecret',
  isEncryptionAvailable: untouched,
  encryptString: untouched,
  decryptString: untouched,
  isAsyncEncryptionAvailable: async () => true,
  encryptStringAsync: async (text: string) => Buffer.from(mark + [...text].reverse().join('')),
  decryptStringAsync: async (sealed: Buffer) => ({
    result: [...sealed.toString().slice(mark.length)].reverse().join(''),
    shouldReEncrypt: false,
  }),
  ...own,
});
const boxOf = (storage: object, desktop: SecretStoreState = 'ready') =>
  new ElectronSecretBox({ secretStoreState: async () => desktop }, storage as Storage);
const key = Buffer.from('a private key');

describe('with Electron’s asynchronous calls', () => {
  it('seals and opens without one that blocks', async () => {
    const box = boxOf(modern());
    expect(await box.state()).toBe('ready');
    expect(Buffer.from(await box.open(await box.seal(key)))).toEqual(key);
  });

  it('gives up a store that answers nothing after three seconds', async () => {
    vi.useFakeTimers();
    const box = boxOf(modern({ isAsyncEncryptionAvailable: () => NEVER }));
    const state = box.state();
    await vi.advanceTimersByTimeAsync(3_000);
    expect(await state).toBe('late');
    const sealing = boxOf(modern({ encryptStringAsync: () => NEVER })).seal(key);
    const refused = expect(sealing).rejects.toThrow('in time');
    await vi.advanceTimersByTimeAsync(3_000);
    await refused;
    vi.useRealTimers();
  });

  it('refuses what was sealed with a password that everybody knows', async () => {
    await expect(boxOf(modern({}, 'v10')).seal(key)).rejects.toThrow('everybody knows');
  });

  it('takes that same mark on Windows, where it means DPAPI', async () => {
    const windows = modern({ getSelectedStorageBackend: undefined }, 'v10');
    expect(await boxOf(windows).seal(key)).toHaveLength(21 + 2);
  });

  it('asks KDE’s wallet itself, since the desktop’s bus knows nothing of it', async () => {
    const wallet = { getSelectedStorageBackend: () => 'kwallet6' };
    expect(await boxOf(modern(wallet), 'absent').state()).toBe('ready');
    expect(await boxOf(modern({ ...wallet, isAsyncEncryptionAvailable: undefined })).state()).toBe('absent');
  });
});

describe('before any secret is asked for', () => {
  it.each(['locked', 'absent', 'late'] as const)(
    'a desktop that says %s is believed, and the store left alone',
    async (is) => {
      const box = boxOf(modern({ isAsyncEncryptionAvailable: untouched }), is);
      expect(await box.state()).toBe(is);
      await expect(box.seal(key)).rejects.toThrow();
      await expect(box.open(key)).rejects.toThrow();
    },
  );

  it('a store that keeps nothing secret is none', async () => {
    expect(await boxOf(modern({ getSelectedStorageBackend: () => 'basic_text' })).state()).toBe('absent');
  });
});
