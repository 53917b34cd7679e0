import { writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { app, BrowserWindow, dialog } from 'electron';
import { CallRefused } from '../contract/call-refused.ts';

export interface SaveAs {
  readonly title: string;
  readonly fileName: string;
  /** What the dialog calls files of this ending. */
  readonly filter: string;
  /** Without its dot. */
  readonly ending: string;
}

/**
 * Asks where, then writes there what `content` makes. null: the person closed the dialog. Refuses with `cannot-save`
 * and the system's words.
 */
export async function saveAs(
  { title, fileName, filter, ending }: SaveAs,
  content: () => string | Uint8Array | Promise<string | Uint8Array>,
): Promise<{ fileName: string } | null> {
  const options = {
    title,
    defaultPath: join(app.getPath('documents'), fileName),
    filters: [{ name: filter, extensions: [ending] }],
  };
  const window = BrowserWindow.getFocusedWindow();
  const { canceled, filePath } = await (window
    ? dialog.showSaveDialog(window, options)
    : dialog.showSaveDialog(options));
  if (canceled || !filePath) return null;
  try {
    await writeFile(filePath, await content());
  } catch (error) {
    throw new CallRefused('cannot-save', String(error));
  }
  return { fileName: basename(filePath) };
}
