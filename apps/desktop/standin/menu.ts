import { act } from './control.ts';
import { recorded } from './record.ts';

type Item = {
  label?: string;
  type?: string;
  role?: string;
  checked?: boolean;
  enabled?: boolean;
  accelerator?: string;
  submenu?: Item[];
  click?: () => void;
};
type Shown = { label: string; checked?: boolean; enabled?: boolean; submenu?: Shown[] };

export class Menu {
  readonly items: Item[];
  constructor(items: Item[]) {
    this.items = items;
  }
  static buildFromTemplate = (items: Item[]) => new Menu(items);
  static setApplicationMenu(menu: Menu | null): void {
    applicationMenu = menu;
  }
  popup(): void {
    contextMenu = this;
  }
  /** What a person reads. */
  shown = (items = this.items): Shown[] =>
    items
      .filter(({ type }) => type !== 'separator')
      .map(({ label = '', checked, enabled, submenu }) => ({
        label,
        ...(checked === undefined ? {} : { checked }),
        ...(enabled === undefined ? {} : { enabled }),
        ...(submenu ? { submenu: this.shown(submenu) } : {}),
      }));

  /** A click on the item that is reached by these labels. */
  choose(path: readonly string[]): void {
    let items = this.items;
    let chosen: Item | undefined;
    for (const label of path) {
      chosen = items.find((item) => item.label === label);
      if (!chosen || chosen.enabled === false) throw new Error(`the menu offers no "${path.join(' > ')}"`);
      items = chosen.submenu ?? [];
    }
    chosen?.click?.();
  }
}

let applicationMenu: Menu | null = null;
let contextMenu: Menu | null = null;
recorded('menus', () => ({ application: applicationMenu?.shown() ?? null, context: contextMenu?.shown() ?? null }));
act('chooseInMenu', (...path: string[]) => applicationMenu?.choose(path));
act('chooseInContextMenu', (...path: string[]) => contextMenu?.choose(path));
