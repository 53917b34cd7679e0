import { Menu } from 'electron';
import type { Words } from './words.ts';

/** Hidden until Alt is pressed; it carries the editing and zoom keys, and Quit where there is no tray. */
export function setMenu(words: Words, quit: () => void): void {
  Menu.setApplicationMenu(
    Menu.buildFromTemplate([
      {
        label: words('shell:menu.app'),
        submenu: [{ label: words('shell:menu.quit'), accelerator: 'Ctrl+Q', click: quit }],
      },
      {
        label: words('shell:menu.edit'),
        submenu: [
          { label: words('shell:menu.undo'), role: 'undo' },
          { label: words('shell:menu.redo'), role: 'redo' },
          { type: 'separator' },
          { label: words('shell:menu.cut'), role: 'cut' },
          { label: words('shell:menu.copy'), role: 'copy' },
          { label: words('shell:menu.paste'), role: 'paste' },
          { label: words('shell:menu.selectAll'), role: 'selectAll' },
        ],
      },
      {
        label: words('shell:menu.view'),
        submenu: [
          { label: words('shell:menu.zoomIn'), role: 'zoomIn', accelerator: 'Ctrl+=' },
          { label: words('shell:menu.zoomOut'), role: 'zoomOut' },
          { label: words('shell:menu.resetZoom'), role: 'resetZoom' },
        ],
      },
    ]),
  );
}
