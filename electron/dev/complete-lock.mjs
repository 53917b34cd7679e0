// @ts-check
// Fills in what npm left out of package-lock.json. To be run by hand after `npm install` where the lock file's test asks for it.
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { gapsIn, withoutGaps } from './lock-gaps.mjs';

const path = fileURLToPath(new URL('../../package-lock.json', import.meta.url));
const lock = JSON.parse(readFileSync(path, 'utf8'));
const complete = withoutGaps(lock);
writeFileSync(path, `${JSON.stringify(complete, null, 2)}\n`);
console.log(`${gapsIn(lock).length} missing, ${gapsIn(complete).length} still missing`);
