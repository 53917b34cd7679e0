// For plain Node inside a private network: the app's measuring at its real pace, until standard input ends.
// Arguments: the folder for the record, `watched` or `hidden`, the interfaces to count.
import '../../electron/contract/ipc.ts';
import { UsageService } from '../../electron/features/usage/usage-service.ts';
import { platformFor } from '../../electron/platform/for-platform.ts';
import { BUILT_IN } from '../../electron/settings/built-in.ts';

const [folder = '', pace, ...physicalNames] = process.argv.slice(2);
const usage = new UsageService({
  platform: await platformFor(process.platform, { physicalNames }),
  folder,
  settings: () => BUILT_IN,
  official: () => ({ kind: 'not-set' }),
  log: () => {},
});
usage.setWatched(pace === 'watched');
// What the tray and the page are told.
usage.onChange(() => usage.snapshot());
usage.start();
process.stdin.resume().on('end', () => void usage.close('quit').then(() => process.exit()));
process.stdout.write('measuring\n');
