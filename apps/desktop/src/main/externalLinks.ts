/**
 * Addresses that leave for the system's browser: of the web and nothing else, wherever they come from.
 * https://www.electronjs.org/docs/latest/tutorial/security#15-do-not-use-shellopenexternal-with-untrusted-content
 *
 * A link that somebody clicks may be http too: customers send such, and the simulated phone of the demo is one. The
 * danger is in the other schemes (file:, smb:, those of programs), which run things. The console's own call over IPC
 * takes https alone (ipc.ts): there is no person's click behind it.
 */
import { z } from 'zod';
import type { Electron } from './electron.ts';
import { errorData, type Log } from './log.ts';
import { originOf } from './origin.ts';

const webAddress = z.url({ protocol: /^https?$/ });

export function createExternalLinks({ shell }: Pick<Electron, 'shell'>, log: Log): { open: (url: string) => void } {
  return {
    open(url) {
      if (!webAddress.safeParse(url).success) return log.warn('external link refused', { origin: originOf(url) });
      shell.openExternal(url).catch((error: unknown) => log.warn('external link not opened', errorData(error)));
    },
  };
}
