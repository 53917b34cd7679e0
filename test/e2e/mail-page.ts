import type { ElectronApplication, Page } from '@playwright/test';
import { zh } from './words.ts';

export async function openMail(page: Page, t = zh): Promise<void> {
  await page.getByRole('link', { name: t('ui:nav.mail'), exact: true }).click();
  await page.getByRole('heading', { level: 1, name: t('mail:title') }).waitFor();
}

/** As a person drops files: Chromium's own `File` objects of files on disk, let go over the area. */
export async function dropOn(page: Page, paths: readonly string[]): Promise<void> {
  await page.evaluate(() => {
    document.getElementById('source')?.remove();
    document.body.append(
      Object.assign(document.createElement('input'), { type: 'file', multiple: true, id: 'source' }),
    );
  });
  await page.locator('#source').setInputFiles([...paths]);
  await page.evaluate(() => {
    const source = document.getElementById('source') as HTMLInputElement;
    const dataTransfer = new DataTransfer();
    for (const file of source.files ?? []) dataTransfer.items.add(file);
    const area = document.querySelector('[data-testid="drop-area"]');
    for (const type of ['dragenter', 'dragover', 'drop'])
      area?.dispatchEvent(new DragEvent(type, { dataTransfer, bubbles: true, cancelable: true }));
    source.remove();
  });
}

/** Answers the system's dialogs as a person would. */
export const answerDialogs = (app: ElectronApplication, open: readonly string[], save: string) =>
  app.evaluate(
    ({ dialog }, [filePaths, filePath]) => {
      dialog.showOpenDialog = async () => ({ canceled: false, filePaths: [...filePaths] });
      dialog.showSaveDialog = async () => ({ canceled: false, filePath });
    },
    [open, save] as const,
  );
