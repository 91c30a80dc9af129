/** Models of one or two lines each. */
import { EventEmitter } from 'node:events';
import { conditions } from './conditions.ts';
import { act } from './control.ts';
import { recorded } from './record.ts';

const opened: string[] = [];
export const shell = {
  async openExternal(url: string): Promise<void> {
    opened.push(url);
  },
};
recorded('openedExternally', () => opened);

let crashOptions: unknown = null;
export const crashReporter = {
  start(options: unknown): void {
    crashOptions = options;
  },
};
recorded('crashReporter', () => crashOptions);

const errorBoxes: { title: string; content: string }[] = [];
export const dialog = {
  showErrorBox: (title: string, content: string) => void errorBoxes.push({ title, content }),
};
recorded('errorBoxes', () => errorBoxes);

const shortcuts = new Map<string, () => void>();
export const globalShortcut = {
  register(accelerator: string, press: () => void): boolean {
    if (!/^[A-Za-z0-9+]+$/.test(accelerator)) throw new TypeError('conversion failure from accelerator');
    if (conditions.takenShortcuts.includes(accelerator) || shortcuts.has(accelerator)) return false;
    shortcuts.set(accelerator, press);
    return true;
  },
  unregister: (accelerator: string) => void shortcuts.delete(accelerator),
};
recorded('shortcuts', () => [...shortcuts.keys()]);
act('pressShortcut', (accelerator: string) => shortcuts.get(accelerator)?.());

export const nativeTheme = { shouldUseDarkColors: false };

const displays = conditions.displays.map((area, id) => ({ id, bounds: area, workArea: area }));
class Screen extends EventEmitter {
  getAllDisplays = () => displays;
  getPrimaryDisplay() {
    const [primary] = displays;
    if (!primary) throw new Error('the stand-in needs a display');
    return primary;
  }
}
export const screen = new Screen();
