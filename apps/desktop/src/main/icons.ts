import { join } from 'node:path';
import type { NativeImage } from 'electron';
import type { Electron } from './electron.ts';

export type Icons = {
  /** For the window and notifications, where the system scales by itself. */
  file: string;
  tray: { calm: NativeImage; unread: NativeImage };
  /** Windows' overlay on the taskbar. */
  dot: NativeImage;
};

/** The names are those of resources/icons (scripts of apps/desktop draw them); the build copies the folder. */
export function loadIcons(
  { nativeImage }: Pick<Electron, 'nativeImage'>,
  { folder, platform }: { folder: string; platform: NodeJS.Platform },
): Icons {
  const image = (name: string) => nativeImage.createFromPath(join(folder, name));
  // macOS recolours a "Template" picture for its menu bar and finds the @2x one beside it by name.
  const template = (name: string) => {
    const picture = image(name);
    picture.setTemplateImage(true);
    return picture;
  };
  const tray =
    platform === 'darwin'
      ? { calm: template('trayTemplate.png'), unread: template('trayUnreadTemplate.png') }
      : { calm: image('tray.png'), unread: image('trayUnread.png') };
  return { file: join(folder, 'icon-256.png'), tray, dot: image('dot.png') };
}
