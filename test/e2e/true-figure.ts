import { expect, type Page } from '@playwright/test';
import { kernelBytes } from './network.ts';

/** Managed settings of a day that no test of a few seconds can reach the end of: it began six hours ago. */
export const DAY = { dayStartsAt: `${String(new Date(Date.now() + 2 * 3_600_000).getUTCHours()).padStart(2, '0')}:00` };

/** Headers and acknowledgements of TCP beside the payload: 0.2 to 5 % as measured. */
export const OVERHEAD = 1.05;

/** The number that the page shows, in bytes. */
export async function usedBytes(page: Page): Promise<number> {
  return Number(await page.getByTestId('used-today').getAttribute('data-bytes'));
}

/**
 * What the page shows beyond the kernel's own count: a constant to the byte, as the kernel counts from the adapter's
 * birth and the day began at another time. Taken when a reading has come and nothing has moved meanwhile.
 */
export async function beyondKernel(page: Page): Promise<number> {
  let beyond = Number.NaN;
  await expect
    .poll(
      async () => {
        const bytes = kernelBytes();
        const fromMs = Date.now();
        await expect.poll(() => takenAtMs(page)).toBeGreaterThan(fromMs);
        beyond = (await usedBytes(page)) - bytes;
        return kernelBytes() === bytes;
      },
      { timeout: 20_000 },
    )
    .toBe(true);
  return beyond;
}

/** Waits until the page has every byte that the kernel has, and no other. */
export async function expectEveryByte(page: Page, beyond: number): Promise<void> {
  await expect.poll(async () => (await usedBytes(page)) - kernelBytes(), { timeout: 10_000 }).toBe(beyond);
}

async function takenAtMs(page: Page): Promise<number> {
  const answer = await page.evaluate(() => window.api.usage.snapshot());
  return answer.ok ? answer.value.takenAtMs : 0;
}
