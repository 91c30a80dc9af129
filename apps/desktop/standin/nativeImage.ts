import { existsSync } from 'node:fs';
import { basename } from 'node:path';

export class NativeImage {
  readonly path: string;
  readonly name: string;
  constructor(path: string) {
    this.path = path;
    this.name = basename(path);
  }
  /** Electron gives an empty picture, and no fault, for a file that is not there: the tray is then invisible. */
  isEmpty = () => !existsSync(this.path);
  setTemplateImage = () => {};
}

export const nativeImage = { createFromPath: (path: string) => new NativeImage(path) };
