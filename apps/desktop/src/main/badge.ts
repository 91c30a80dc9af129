import type { BrowserWindow, NativeImage } from 'electron';
import type { Electron } from './electron.ts';

/** The unread count on the dock or launcher icon. Windows has no number there, so it gets a dot. */
export function setBadge(
  { app }: Pick<Electron, 'app'>,
  window: Pick<BrowserWindow, 'setOverlayIcon'>,
  { count, dot, platform }: { count: number; dot: NativeImage; platform: NodeJS.Platform },
): void {
  if (platform === 'win32') window.setOverlayIcon(count > 0 ? dot : null, count > 0 ? String(count) : '');
  else app.setBadgeCount(count);
}
