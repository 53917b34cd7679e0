import { join } from 'node:path';
import { z } from 'zod';
import { RulesPack } from '../../contract/rules.ts';
import type { RulesSettings } from '../../contract/settings.ts';
import { canonicalText } from '../../delivery/document.ts';
import { sha256Of } from '../../delivery/sha256.ts';
import { type JsonRead, readJsonFile, writeJsonFile } from '../../storage/json-file.ts';
import { isSigned } from './detached-signature.ts';
import { packProblem, readEdition, withWordsOf } from './edition.ts';
import { hashesOf } from './pack.ts';

/** All in base64. */
const Signed = z.strictObject({ bytes: z.string(), signature: z.string(), publicKey: z.string() });

/**
 * The edition last taken from a managed address, so that it serves without the network. Whole only where its hash is
 * right and, if it was signed, the signature is over bytes that say the same.
 */
const Kept = z
  .strictObject({
    schema: z.literal(1),
    address: z.string(),
    etag: z.string().nullable(),
    checkedAtMs: z.number(),
    /** Of the canonical pack. */
    sha256: z.string(),
    pack: RulesPack,
    /** What the address gave: with a text, the words are this app's. */
    from: z.enum(['pack', 'text']).default('pack'),
    /** null: no key was pinned. */
    signed: Signed.nullable(),
  })
  .refine(({ pack, sha256 }) => sha256Of(canonicalText(pack)) === sha256 && packProblem(pack) === null, {
    message: 'not what its hash says',
  })
  .refine(({ pack, signed }) => signed === null || isSignedPack(pack, signed), {
    message: 'not what its signature is over',
  });
export type KeptEdition = z.infer<typeof Kept>;

/** A key that was pinned since has not signed what was kept before. */
export function isTrusted({ signed }: KeptEdition, publicKey: string | null): boolean {
  return publicKey === null || signed?.publicKey === publicKey;
}

/** In the place of the built-in one. Without an address it stays: taking a setting away is no new edition. */
export function isInForce(kept: KeptEdition, builtIn: RulesPack, { url, publicKey }: RulesSettings): boolean {
  if (!isTrusted(kept, publicKey)) return false;
  if (kept.pack.rulesId !== builtIn.rulesId) return true;
  return url === null ? kept.pack.edition > builtIn.edition : kept.pack.edition >= builtIn.edition;
}

const pathIn = (folder: string) => join(folder, 'managed-rules.json');

/** The same edition with the words of the app as it is now, where its words are the app's. */
export function withNewWords(kept: KeptEdition, builtIn: RulesPack): KeptEdition {
  if (kept.from === 'pack') return kept;
  const pack = withWordsOf(builtIn, kept.pack);
  return { ...kept, pack, sha256: hashesOf(pack).pack };
}

/** Blocks for one file. A damaged one is set aside, or left for a reader that must not write. Throws what the file system throws. */
export function readKeptEdition(folder: string, damaged: 'set-aside' | 'leave'): JsonRead<KeptEdition> {
  return readJsonFile(pathIn(folder), Kept, damaged);
}

/** Rejects with the file system's error; what was kept before is then kept still. */
export function writeKeptEdition(folder: string, kept: KeptEdition): Promise<void> {
  return writeJsonFile(pathIn(folder), kept);
}

function isSignedPack(pack: RulesPack, { bytes, signature, publicKey }: z.infer<typeof Signed>): boolean {
  const content = Buffer.from(bytes, 'base64');
  if (!isSigned(content, Buffer.from(signature, 'base64'), publicKey)) return false;
  const read = readEdition(content, pack);
  return read.kind === 'edition' && hashesOf(read.pack).pack === hashesOf(pack).pack;
}
