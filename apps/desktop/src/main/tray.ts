/** The icon beside the clock: how many conversations are unread, whether one is available, open and quit. */
import type { MenuItemConstructorOptions, NativeImage } from 'electron';
import { AVAILABILITIES, type IpcEvent, type IpcInput } from '../ipc.ts';
import type { Electron } from './electron.ts';
import { fill, type Words } from './words.ts';

export type TrayState = IpcInput<'tray.setState'>;
type Availability = IpcEvent<'availabilityChosen'>['availability'];

export type DesktopTray = { setState(state: TrayState): void; setWords(words: Words): void };

export function createTray(
  { Tray, Menu }: Pick<Electron, 'Tray' | 'Menu'>,
  options: {
    icons: { calm: NativeImage; unread: NativeImage };
    words: Words;
    platform: NodeJS.Platform;
    open: () => void;
    quit: () => void;
    choose: (availability: Availability) => void;
  },
): DesktopTray {
  const tray = new Tray(options.icons.calm);
  let state: TrayState = { unread: 0, availability: null };
  let words = options.words;
  // macOS opens the menu on a click by itself; a click that also opened the window would fight it.
  if (options.platform !== 'darwin') tray.on('click', options.open);

  const draw = () => {
    const { unread } = state;
    tray.setImage(unread > 0 ? options.icons.unread : options.icons.calm);
    tray.setToolTip(unread > 0 ? fill(words.unread, { count: unread }) : words.noneUnread);
    if (options.platform === 'darwin') tray.setTitle(unread > 0 ? String(unread) : '');
    // Linux ignores a change inside a shown menu: it is made anew each time.
    tray.setContextMenu(Menu.buildFromTemplate(menu(state, words, options)));
  };
  draw();
  return {
    setState(next) {
      state = next;
      draw();
    },
    setWords(next) {
      words = next;
      draw();
    },
  };
}

function menu(
  { unread, availability }: TrayState,
  words: Words,
  { open, quit, choose }: { open: () => void; quit: () => void; choose: (availability: Availability) => void },
): MenuItemConstructorOptions[] {
  const choices: MenuItemConstructorOptions[] = AVAILABILITIES.map((choice) => ({
    label: words.availability[choice],
    type: 'radio',
    checked: choice === availability,
    click: () => choose(choice),
  }));
  return [
    // Said in the menu too: most Linux desktops show no tooltip.
    ...(unread > 0 ? [{ label: fill(words.unread, { count: unread }), enabled: false }] : []),
    { label: words.open, click: open },
    ...(availability ? [{ label: words.availability.label, submenu: choices }] : []),
    { type: 'separator' },
    { label: words.quit, click: quit },
  ];
}
