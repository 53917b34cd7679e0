// For a fresh process: one receipt with the city's whole text, verified from its bytes, and Ed25519 alone over its claim.
import { verify as verifyRaw } from 'node:crypto';
// As in the app: schemas are interpreted.
import '../../electron/contract/ipc.ts';
import { canonicalText } from '../../electron/delivery/document.ts';
import { publicKeyFrom } from '../../electron/features/rules/acknowledgement/ed25519.ts';
import { verifyReceipt } from '../../electron/features/rules/acknowledgement/verify.ts';
import { builtInPack } from '../../electron/features/rules/pack.ts';
import { Arrivals } from '../fixtures/arrived-receipts.ts';

const [folder = '', runs = '0'] = process.argv.slice(2);
const receipt = new Arrivals(folder, await builtInPack()).receipt({ employeeNumber: 'E1' });
const bytes = Buffer.from(canonicalText(receipt));
const claim = Buffer.from(canonicalText(receipt.claim));
const signature = Buffer.from(receipt.signature, 'base64');
const key = publicKeyFrom(receipt.claim.publicKey);
if (!key) throw new Error('no key');

function timed(run: () => boolean): number[] {
  return Array.from({ length: Number(runs) }, () => {
    const startedAtMs = performance.now();
    if (!run()) throw new Error('not valid');
    return performance.now() - startedAtMs;
  });
}

const ours = timed(() => verifyReceipt('r', bytes).check.valid);
const raw = timed(() => verifyRaw(null, claim, key, signature));
process.stdout.write(JSON.stringify({ ours, raw, bytes: bytes.length }));
