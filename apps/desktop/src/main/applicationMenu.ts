/** The menu bar: always there on macOS, under Alt elsewhere. Mostly the carrier of the keys that systems expect. */
import type { MenuItemConstructorOptions } from 'electron';
import type { Electron } from './electron.ts';
import type { Words } from './words.ts';

export function setApplicationMenu(
  { Menu }: Pick<Electron, 'Menu'>,
  { words, platform, zoomBy, quit }: { words: Words; platform: NodeJS.Platform; zoomBy: ZoomBy; quit: () => void },
): void {
  const { edit, view, window } = words;
  const template: MenuItemConstructorOptions[] = [
    {
      label: 'Balcão',
      submenu: [{ label: words.quit, accelerator: 'CommandOrControl+Q', click: quit }],
    },
    {
      label: edit.label,
      submenu: [
        { role: 'undo', label: edit.undo },
        { role: 'redo', label: edit.redo },
        { type: 'separator' },
        { role: 'cut', label: edit.cut },
        { role: 'copy', label: edit.copy },
        { role: 'paste', label: edit.paste },
        { role: 'selectAll', label: edit.selectAll },
      ],
    },
    {
      label: view.label,
      submenu: [
        { role: 'reload', label: view.reload },
        { label: view.zoomIn, accelerator: 'CommandOrControl+Plus', click: () => zoomBy('in') },
        { label: view.zoomOut, accelerator: 'CommandOrControl+-', click: () => zoomBy('out') },
        { label: view.zoomReset, accelerator: 'CommandOrControl+0', click: () => zoomBy('reset') },
        { role: 'togglefullscreen', label: view.fullScreen },
      ],
    },
    {
      label: window.label,
      submenu: [
        { role: 'minimize', label: window.minimize },
        { role: 'close', label: window.close, ...(platform === 'darwin' ? {} : { accelerator: 'Control+W' }) },
      ],
    },
  ];
  Menu.setApplicationMenu(Menu.buildFromTemplate(template));
}

export type ZoomBy = (step: 'in' | 'out' | 'reset') => void;
