import { expect, test } from 'vitest';
import { sidText } from '../../../../electron/platform/windows/sid-text.ts';

test('a security identifier is written as administrators know it', () => {
  // BUILTIN\Administrators, and an account of a domain.
  expect(sidText(Buffer.from('01020000000000052000000020020000', 'hex'))).toBe('S-1-5-32-544');
  const account = '010500000000000515000000a065cf7e784b9b5fe77c8770091c0100';
  expect(sidText(Buffer.from(account, 'hex'))).toBe('S-1-5-21-2127521184-1604012920-1887927527-72713');
});
