/**
 * Serves the whole contract: one loop, so that no channel exists without sender check, parse and an ok/error answer.
 * https://www.electronjs.org/docs/latest/tutorial/security#17-validate-the-sender-of-all-ipc-messages
 */
import type { z } from 'zod';
import { CHANNELS, type Channel } from '../channels.ts';
import { type Answer, type IpcHandlers, ipc } from '../ipc.ts';
import type { Electron } from './electron.ts';
import { errorData, type Log } from './log.ts';
import { originOf } from './origin.ts';

/** What of Electron's event is looked at. `parent` null: the page itself, no frame inside it. */
type Sender = { senderFrame: { url: string; parent: unknown } | null };

export function serveIpc(
  { ipcMain }: { ipcMain: Pick<Electron['ipcMain'], 'handle'> },
  options: { handlers: IpcHandlers; trusted: (origin: string | null) => boolean; log: Log },
): void {
  for (const channel of CHANNELS) serve(ipcMain, channel, options);
}

function serve<C extends Channel>(
  ipcMain: Pick<Electron['ipcMain'], 'handle'>,
  channel: C,
  { handlers, trusted, log }: { handlers: IpcHandlers; trusted: (origin: string | null) => boolean; log: Log },
): void {
  const { input, output }: { input: z.ZodType; output: z.ZodType } = ipc[channel];
  const handle: (input: never) => unknown = handlers[channel];

  ipcMain.handle(channel, async ({ senderFrame }: Sender, raw: unknown): Promise<Answer<unknown>> => {
    if (!senderFrame || senderFrame.parent !== null || !trusted(originOf(senderFrame.url))) {
      log.warn('ipc from a foreign frame refused', { channel, origin: senderFrame && originOf(senderFrame.url) });
      return { ok: false, problem: { code: 'desktop.foreignSender' } };
    }
    const parsed = input.safeParse(raw);
    if (!parsed.success) {
      const issues = parsed.error.issues.map(({ path, message }) => ({ path: path.join('.'), message }));
      log.warn('ipc input refused', { channel, issues });
      return { ok: false, problem: { code: 'desktop.inputInvalid', issues } };
    }
    try {
      // `as never`: TypeScript cannot follow that schema and handler of one channel belong together; the table can.
      const value = await handle(parsed.data as never);
      return { ok: true, value: output.parse(value) };
    } catch (error) {
      log.error('ipc handler failed', { channel, ...errorData(error) });
      return { ok: false, problem: { code: 'desktop.failed' } };
    }
  });
}
