import type * as electron from 'electron';

/**
 * The part of Electron that the shell uses. Only index.ts imports the module itself; every other file takes what it
 * needs of this type as an argument, so that what a file can reach is in its signature.
 */
export type Electron = Pick<
  typeof electron,
  | 'app'
  | 'BrowserWindow'
  | 'crashReporter'
  | 'dialog'
  | 'globalShortcut'
  | 'ipcMain'
  | 'Menu'
  | 'nativeImage'
  | 'nativeTheme'
  | 'Notification'
  | 'protocol'
  | 'safeStorage'
  | 'screen'
  | 'session'
  | 'shell'
  | 'Tray'
>;
