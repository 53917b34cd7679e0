// An Electron that asks the key store as the app does, step by step as it is told on standard input, and says how long
// its own loop was held up meanwhile.

import { monitorEventLoopDelay } from 'node:perf_hooks';
import { createInterface } from 'node:readline';
import { app } from 'electron';
import { platformFor } from '../../electron/platform/for-platform.ts';
import { ElectronSecretBox } from '../../electron/shell/secret-box.ts';

await app.whenReady();
const box = new ElectronSecretBox(await platformFor(process.platform, {}));
let sealed: Uint8Array = new Uint8Array();

const steps: Record<string, () => Promise<unknown>> = {
  state: () => box.state(),
  seal: async () => {
    sealed = await box.seal(Buffer.from('a private key'));
    return Buffer.from(sealed).includes('a private key') ? 'open to all' : 'sealed';
  },
  open: async () => Buffer.from(await box.open(sealed)).toString(),
};

for await (const step of createInterface({ input: process.stdin })) {
  if (step === 'end') break;
  const delay = monitorEventLoopDelay({ resolution: 5 });
  delay.enable();
  const startedAtMs = performance.now();
  const answer = await steps[step]?.().catch((error: unknown) => `refused: ${String(error)}`);
  const tookMs = performance.now() - startedAtMs;
  // The histogram sees a stall only once the loop turns again.
  await new Promise((passed) => setTimeout(passed, 30));
  delay.disable();
  console.log(`PROBE ${JSON.stringify({ step, answer, tookMs, heldUpMs: delay.max / 1e6 })}`);
}
app.exit(0);
