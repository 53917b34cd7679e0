import { expect, test } from 'vitest';
import { isLinkLocal } from '../../../electron/platform/link-local.ts';

test.each(['169.254.1.2', 'fe80::1', 'FE80::fc:ff:fe00:1', 'febf::1'])('%s is link-local', (address) => {
  expect(isLinkLocal(address)).toBe(true);
});
test.each(['10.0.0.1', '169.25.4.1', 'fec0::1', 'fd00::2', '2001:db8::fe80', 'fe8::1', '::1'])(
  '%s is not',
  (address) => {
    expect(isLinkLocal(address)).toBe(false);
  },
);
