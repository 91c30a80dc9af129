/** What `import … from 'electron'` gives in the stand-in's process: the names of ../src/main/electron.ts. */
export { app } from './app.ts';
export { BrowserWindow } from './browserWindow.ts';
export { ipcMain } from './ipcMain.ts';
export { Menu } from './menu.ts';
export { nativeImage } from './nativeImage.ts';
export { Notification } from './notification.ts';
export { protocol } from './protocol.ts';
export { safeStorage } from './safeStorage.ts';
export { session } from './session.ts';
export { crashReporter, dialog, globalShortcut, nativeTheme, screen, shell } from './small.ts';
export { Tray } from './tray.ts';
