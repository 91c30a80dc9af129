/**
 * Addresses that leave for the system's browser: https and nothing else, wherever they come from.
 * https://www.electronjs.org/docs/latest/tutorial/security#15-do-not-use-shellopenexternal-with-untrusted-content
 */
import { ipc } from '../ipc.ts';
import type { Electron } from './electron.ts';
import { errorData, type Log } from './log.ts';
import { originOf } from './origin.ts';

const { input } = ipc['shell.openExternal'];

export function createExternalLinks({ shell }: Pick<Electron, 'shell'>, log: Log): { open: (url: string) => void } {
  return {
    open(url) {
      if (!input.safeParse({ url }).success) return log.warn('external link refused', { origin: originOf(url) });
      shell.openExternal(url).catch((error: unknown) => log.warn('external link not opened', errorData(error)));
    },
  };
}
