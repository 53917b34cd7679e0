// One scan by the real Linux antivirus, for a test to run under another account. Arguments: the file, the parts as JSON.
// Prints the result as JSON.
import { LinuxAntivirus } from '../../electron/platform/linux/antivirus.ts';

const [, , path = '', parts = '{}'] = process.argv;
const result = await new LinuxAntivirus(JSON.parse(parts)).scan(path, new AbortController().signal);
process.stdout.write(JSON.stringify(result));
