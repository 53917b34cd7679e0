/**
 * late: no answer within the bound. locked: there, and closed until the person unlocks it. absent: none, or one that
 * keeps nothing secret.
 */
export type SecretBoxState = 'ready' | 'locked' | 'absent' | 'late';

/** The key store of this account in the operating system. Never blocks; each call is bounded to 3 s. */
export interface SecretBox {
  /** Never rejects. */
  state(): Promise<SecretBoxState>;
  /** Rejects with `SecretBoxLate`, or with the store's own words. */
  seal(bytes: Uint8Array): Promise<Uint8Array>;
  /** Rejects with `SecretBoxLate`, or with the store's own words where it cannot open what it sealed. */
  open(sealed: Uint8Array): Promise<Uint8Array>;
}

export class SecretBoxLate extends Error {
  constructor() {
    super('the key store did not answer in time');
    this.name = 'SecretBoxLate';
  }
}
