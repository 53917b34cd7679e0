import { readFileSync } from 'node:fs';
import { userInfo } from 'node:os';
import { describe, expect, it } from 'vitest';
import { nameIn, readDisplayName } from '../../../../electron/platform/linux/account.ts';

describe('the name of an account', () => {
  it.each([
    ['wang:x:1000:1000:王小明,三樓,1234,:/home/wang:/bin/bash', '王小明'],
    ['wang:x:1000:1000: Wang Hsiao-ming :/home/wang:/bin/bash', 'Wang Hsiao-ming'],
    ['wang:x:1000:1000:,,,:/home/wang:/bin/bash', null],
    ['wang:x:1000:1000::/home/wang:/bin/bash', null],
    ['', null],
  ])('of %j is %j', (line, name) => {
    expect(nameIn(line)).toBe(name);
  });

  it('is asked of the system, and not known for an account that there is not', async () => {
    const { uid } = userInfo();
    const accounts = readFileSync('/etc/passwd', 'utf8').split('\n');
    const line = accounts.find((each) => each.split(':')[2] === String(uid));
    // An account of a directory stands in no file here.
    if (line !== undefined) expect(await readDisplayName(uid)).toBe(nameIn(line));
    // Every Linux has this one.
    expect(await readDisplayName(0)).toBe(nameIn(accounts.find((each) => each.startsWith('root:')) ?? ''));
    expect(await readDisplayName(3_999_999_999)).toBeNull();
  });
});
