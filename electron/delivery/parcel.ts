import type { DeliveryReason, SealedDocument } from '../contract/delivery.ts';
import { isAgeRecipient } from '../settings/age-key.ts';
import type { Access, Channel, Parcel } from './channels/channel.ts';
import { canonicalText } from './document.ts';
import type { DocumentFile } from './document-file.ts';
import type { ItemRecord } from './item-record.ts';
import type { Outbox } from './outbox.ts';
import { seal } from './seal.ts';
import { sha256Of } from './sha256.ts';

export interface PackerParts {
  readonly outbox: Outbox;
  /** age recipients of the commission; none: nothing can be sealed. */
  readonly sealTo: () => readonly string[];
  readonly monotonicMs: () => number;
  /** Tells, or takes back, that others' documents lie open on a channel. */
  readonly onAccess: (channel: Channel, access: Access) => void;
}

export interface Held {
  readonly held: DeliveryReason;
  readonly detail: string;
}

/** An administrator mends a store's permissions in the time between two of these. */
const ACCESS_HOLDS_MS = 3_600_000;

/** Makes of a document what may leave by a channel: as it is, sealed, or not at all. */
export class Packer {
  private readonly parts: PackerParts;
  private readonly tested = new Map<string, { readonly access: Access; readonly atMs: number }>();
  private readonly sealing = new Map<string, Promise<SealedDocument | null>>();

  constructor(parts: PackerParts) {
    this.parts = parts;
  }

  /** Rejects where the document cannot be read. */
  async pack(id: string, channel: Channel, isRepeat: boolean, signal: AbortSignal): Promise<Parcel | Held> {
    const file = await this.parts.outbox.read(id);
    const { handling, document, text, sha256 } = file;
    const plain = { id, kind: document.kind, text, sha256, plainSha256: sha256, document, isRepeat };
    if (!handling.personal || !(await channel.needsSealing(signal))) return plain;
    const sealed = await this.sealed(file).catch((error: unknown) => {
      // The first report of an incident waits neither for a key that is none nor for a disk that is full.
      if (!handling.mustGo) throw error;
      return null;
    });
    if (sealed) {
      const sealedText = canonicalText(sealed);
      return { ...plain, text: sealedText, sha256: sha256Of(sealedText), document: null };
    }
    if (handling.mustGo) return plain;
    const access = await this.accessOf(channel, document.kind, signal);
    const answers = [access.list, access.read, access.delete];
    if (answers.includes('yes')) return { held: 'open-to-others', detail: access.detail };
    // Who cannot list what is there cannot tell one document's address from another's.
    return access.list === 'no' ? plain : { held: 'access-unknown', detail: access.detail };
  }

  /** Asked again of every place: the settings, or the way there, have changed. */
  forgetAccess(): void {
    this.tested.clear();
  }

  /** null: there is no key to seal it to. Once for all channels that ask at the same time: they are given the same. */
  private sealed(file: DocumentFile): Promise<SealedDocument | null> {
    const { id } = file.document;
    const sealed = this.sealing.get(id) ?? this.sealedForKeys(file).finally(() => this.sealing.delete(id));
    this.sealing.set(id, sealed);
    return sealed;
  }

  private async sealedForKeys(file: DocumentFile): Promise<SealedDocument | null> {
    const { sealTo, outbox } = this.parts;
    const { id } = file.document;
    // Settings that an earlier version took as good may hold a mistyped key, which the settings' problems name.
    const recipients = sealTo().filter(isAgeRecipient);
    const sealedTo = sha256Of(JSON.stringify(recipients.toSorted()));
    const kept = await outbox.sealedForms.read(id);
    // A store that may have it must be given the same again; else nobody need open it with a key that was replaced.
    if (kept && (kept.sealedTo === sealedTo || mayHaveLeftSealed(outbox.get(id)))) return kept.sealed;
    if (recipients.length === 0) {
      if (kept) await outbox.sealedForms.discard(id);
      return null;
    }
    const sealed = await seal(file, recipients);
    await outbox.sealedForms.keep({ sealed, sealedTo });
    return sealed;
  }

  private async accessOf(channel: Channel, kind: string, signal: AbortSignal): Promise<Access> {
    const key = `${channel.name} ${channel.placeFor(kind)}`;
    const nowMs = this.parts.monotonicMs();
    const known = this.tested.get(key);
    if (known && nowMs - known.atMs < ACCESS_HOLDS_MS) return known.access;
    const access = (await channel.testAccess?.(kind, signal)) ?? UNKNOWN;
    if (access.list !== 'unknown') this.tested.set(key, { access, atMs: nowMs });
    this.parts.onAccess(channel, access);
    return access;
  }
}

/** Mail goes as it is: a mailbox has no sealed form to differ from. */
const mayHaveLeftSealed = ({ standings }: ItemRecord): boolean =>
  Object.entries(standings).some(([channel, { mayHaveLeft }]) => mayHaveLeft && channel !== 'smtp');

const UNKNOWN: Access = { list: 'unknown', read: 'unknown', delete: 'unknown', detail: '' };
