import type { Language } from '../../../contract/format.ts';
import type { PackHashes, RulesPack, TextDifference } from '../../../contract/rules.ts';
import type { Settings } from '../../../contract/settings.ts';
import type { NewDocument } from '../../../delivery/document.ts';
import type { DeliveryFs } from '../../../delivery/durable-files.ts';
import type { Say } from './consent.ts';
import type { SecretBox } from './secret-box.ts';
import type { StateStore } from './state.ts';

/** Everything that an acknowledgement needs of the world. */
export interface AcknowledgementParts {
  readonly fs: DeliveryFs;
  /** Holds `keys/` and `receipts/`. */
  readonly folder: string;
  readonly state: StateStore;
  readonly box: SecretBox;
  readonly rules: {
    /** The edition in force. */
    current(): { readonly pack: RulesPack; readonly hashes: PackHashes };
    difference(before: Pick<RulesPack, 'edition' | 'change' | 'text'>, after: RulesPack): TextDifference;
  };
  readonly delivery: {
    newId(): string;
    /** Resolves once the document is on disk for good; the same id again is the same document. */
    post(document: NewDocument & { readonly id: string }): Promise<void>;
    clockOffsetMs(): number | null;
  };
  readonly settings: () => Pick<Settings, 'agencyName' | 'commission' | 'acknowledgement' | 'timeZone'>;
  readonly account: () => { readonly accountName: string; readonly machineName: string };
  /** The person's name as the system has it; null: it has none. Never rejects. */
  readonly displayName: () => Promise<string | null>;
  readonly appVersion: string;
  readonly say: (language: Language) => Say;
  readonly clock: {
    nowMs(): number;
    /** Runs once after `ms`; answers how to call it off. */
    after(ms: number, run: () => void): () => void;
  };
  readonly log?: (line: string) => void;
}
