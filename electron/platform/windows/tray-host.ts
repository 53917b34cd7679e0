import { windowsCall } from './library.ts';

const findWindow = windowsCall('user32.dll', 'void * __stdcall FindWindowW(str16 className, str16 title)');

/** Is the taskbar there? Not under a kiosk's own shell. */
export function hasTrayHost(): boolean {
  return findWindow('Shell_TrayWnd', null) !== null;
}
