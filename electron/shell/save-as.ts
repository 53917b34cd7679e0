import { writeFile } from 'node:fs/promises';
import { basename, extname, join } from 'node:path';
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
  place: SaveAs,
  content: () => string | Uint8Array | Promise<string | Uint8Array>,
): Promise<{ fileName: string } | null> {
  const asked = await askWhere(place);
  if (asked === null) return null;
  try {
    await writeFile(asked.path, await content(), { flag: asked.isAsTyped ? 'w' : 'wx' });
  } catch (error) {
    throw new CallRefused('cannot-save', String(error));
  }
  return { fileName: basename(asked.path) };
}

/**
 * Asks where to save, and writes nothing; null: the person closed the dialog. GTK's dialog adds no ending to a name
 * typed without one, and asks nothing about a file of the name with it: then `isAsTyped` is false.
 */
export async function askWhere({
  title,
  fileName,
  filter,
  ending,
}: SaveAs): Promise<{ path: string; isAsTyped: boolean } | null> {
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
  const isAsTyped = extname(filePath).toLowerCase() === `.${ending}`;
  return { path: isAsTyped ? filePath : `${filePath}.${ending}`, isAsTyped };
}
