import { BrowserWindow, dialog, type OpenDialogOptions } from 'electron';
import { askWhere } from './save-as.ts';
import type { Words } from './words.ts';

/** The files that the person chose; empty: the dialog was closed. */
export function chooseFiles(words: Words): Promise<readonly string[]> {
  return choose({ title: words('shell:mailDialog.files'), properties: ['openFile', 'multiSelections'] });
}

/** null: the dialog was closed. */
export async function chooseMessage(words: Words): Promise<string | null> {
  const filters = [
    { name: words('shell:mailDialog.messageFilter'), extensions: ['eml'] },
    { name: words('shell:mailDialog.allFiles'), extensions: ['*'] },
  ];
  const [path] = await choose({ title: words('shell:mailDialog.message'), properties: ['openFile'], filters });
  return path ?? null;
}

/** Where the encrypted copy goes; writes nothing. null: the dialog was closed. */
export async function askWhereToEncrypt(words: Words): Promise<string | null> {
  const asked = await askWhere({
    title: words('shell:mailDialog.encryptedTitle'),
    fileName: words('shell:mailDialog.encryptedName'),
    filter: words('shell:mailDialog.encryptedFilter'),
    ending: 'zip',
  });
  return asked?.path ?? null;
}

async function choose(options: OpenDialogOptions): Promise<readonly string[]> {
  const window = BrowserWindow.getFocusedWindow();
  const { canceled, filePaths } = await (window
    ? dialog.showOpenDialog(window, options)
    : dialog.showOpenDialog(options));
  return canceled ? [] : filePaths;
}
