// A process of its own for the mail programs' settings: Electron's utilityProcess in the app, a plain child elsewhere. A
// profile may lie on a share that hangs.
import { checkPrograms } from './features/mail/programs/programs.ts';
import { mailProgramsFor } from './platform/for-platform.ts';

const port = process.parentPort;
const read = async () => checkPrograms(await mailProgramsFor());
if (port) port.on('message', async () => port.postMessage(await read()));
else process.on('message', async () => process.send?.(await read()));
