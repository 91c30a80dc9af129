import { EventEmitter } from 'node:events';
import { act } from './control.ts';
import type { Menu } from './menu.ts';
import type { NativeImage } from './nativeImage.ts';
import { recorded } from './record.ts';

export class Tray extends EventEmitter {
  #image: NativeImage;
  #toolTip = '';
  #title = '';
  #menu: Menu | null = null;

  constructor(image: NativeImage) {
    super();
    this.#image = image;
    recorded('tray', () => ({
      icon: this.#image.name,
      iconIsEmpty: this.#image.isEmpty(),
      toolTip: this.#toolTip,
      title: this.#title,
      menu: this.#menu?.shown() ?? null,
    }));
    act('clickTray', () => this.emit('click'));
    act('chooseInTray', (...path: string[]) => this.#menu?.choose(path));
  }
  setImage(image: NativeImage): void {
    this.#image = image;
  }
  setToolTip(text: string): void {
    this.#toolTip = text;
  }
  setTitle(text: string): void {
    this.#title = text;
  }
  setContextMenu(menu: Menu): void {
    this.#menu = menu;
  }
}
