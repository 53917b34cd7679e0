import { describe, expect, it, vi } from 'vitest';

vi.mock('electron', () => ({ protocol: {} }));
const { pageFile } = await import('../../../electron/shell/app-protocol.ts');

describe('an address of the app', () => {
  it.each([
    ['app://citynet/', '/pages/index.html'],
    ['app://citynet/assets/a.js', '/pages/assets/a.js'],
    ['app://citynet/%2e%2e/%2e%2e/etc/passwd', '/pages/etc/passwd'],
    ['app://citynet/assets/%E7%94%A8%E9%87%8F.js?x#y', '/pages/assets/用量.js'],
  ])('%s is a file below the folder of pages', (address, file) => {
    expect(pageFile(address, '/pages')).toBe(file);
  });

  it.each([
    'app://citynet/..%2fetc/passwd',
    'app://citynet/a/..%2f..%2f..%2fetc/passwd',
    'app://elsewhere/index.html',
    'app://citynet.example/index.html',
    'file:///etc/passwd',
    'https://citynet/index.html',
    'app://citynet/%00index.html',
    'app://citynet/%zz',
    'nonsense',
  ])('%s is refused', (address) => {
    expect(pageFile(address, '/pages')).toBeNull();
  });
});
