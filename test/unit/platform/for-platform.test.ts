import { expect, test } from 'vitest';
import { platformFor, UnsupportedSystem } from '../../../electron/platform/for-platform.ts';

test('an operating system that the app does not know is refused by its name', async () => {
  await expect(platformFor('darwin')).rejects.toThrow(UnsupportedSystem);
  await expect(platformFor('freebsd')).rejects.toThrow('this system calls itself "freebsd"');
});
