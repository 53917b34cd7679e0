import { afterEach, beforeEach, expect, it, vi } from 'vitest';

const getSources = vi.fn();
vi.mock('electron', () => ({
  desktopCapturer: { getSources },
  screen: { getPrimaryDisplay: () => ({ id: 77, size: { width: 4, height: 2 } }) },
}));
const { takeScreenshot } = await import('../../../electron/shell/screenshot.ts');

/** A screen of one grey. */
const screenOf = (display_id: string, grey: number) => ({
  display_id,
  thumbnail: {
    isEmpty: () => false,
    getSize: () => ({ width: 4, height: 2 }),
    toBitmap: () => Buffer.alloc(4 * 2 * 4, grey),
  },
});
const pictureOf = async () => {
  const taken = await takeScreenshot();
  return taken.kind === 'taken' ? taken.pngBase64 : taken.why;
};

beforeEach(() => vi.stubEnv('XDG_SESSION_TYPE', 'x11'));
afterEach(() => vi.unstubAllEnvs());

it('is of the main screen, wherever the system lists it, and of the first where it does not say which is which', async () => {
  getSources.mockResolvedValue([screenOf('77', 200)]);
  const main = await pictureOf();
  getSources.mockResolvedValue([screenOf('12', 10)]);
  const other = await pictureOf();
  expect(main).not.toBe(other);
  getSources.mockResolvedValue([screenOf('12', 10), screenOf('77', 200)]);
  expect(await pictureOf()).toBe(main);
  getSources.mockResolvedValue([screenOf('', 10), screenOf('', 200)]);
  expect(await pictureOf()).toBe(other);
});
