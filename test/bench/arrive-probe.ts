// For a fresh process: fills a folder with receipts as they arrive, sealed where a file for the identity is named.
import { writeFileSync } from 'node:fs';
import { generateX25519Identity, identityToRecipient } from 'age-encryption';
import { builtInPack } from '../../electron/features/rules/pack.ts';
import { Arrivals } from '../fixtures/arrived-receipts.ts';

const [folder = '', count = '0', identityFile = ''] = process.argv.slice(2);
const arrived = new Arrivals(folder, await builtInPack());
const identity = await generateX25519Identity();
const recipient = await identityToRecipient(identity);
if (identityFile !== '') writeFileSync(identityFile, `${identity}\n`);
for (let at = 0; at < Number(count); at++) {
  const document = arrived.document('acknowledgement', { receipt: arrived.receipt({ employeeNumber: `E${at}` }) });
  if (identityFile === '') arrived.put(document);
  else await arrived.putSealed(document, recipient);
}
