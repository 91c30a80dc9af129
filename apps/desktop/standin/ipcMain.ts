import type { Frame } from '@playwright/test';
import { trueAddress } from './origins.ts';

type Listener = (event: object, ...args: unknown[]) => unknown;
const listeners = new Map<string, Listener>();

export const ipcMain = {
  handle(channel: string, listener: Listener): void {
    if (listeners.has(channel)) throw new Error(`Attempted to register a second handler for '${channel}'`);
    listeners.set(channel, listener);
  },
};

/** What a page asked, with the frame that asked as Electron describes it. */
export async function invoked(frame: Frame, sender: object, channel: string, args: unknown[]) {
  const listener = listeners.get(channel);
  if (!listener) return { error: `Error: No handler registered for '${channel}'` };
  const parent = frame.parentFrame();
  const senderFrame = { url: trueAddress(frame.url()), parent: parent && { url: trueAddress(parent.url()) } };
  try {
    return { value: await listener({ sender, senderFrame }, ...args) };
  } catch (error) {
    return { error: String(error) };
  }
}
