/**
 * What the console gets of the shell: `window.balcao`, made from the names of the contract, and nothing else.
 * Sandboxed, so it is built as CommonJS and may only require `electron`.
 */
import { contextBridge, ipcRenderer } from 'electron';
import { CHANNELS, EVENT_CHANNEL, EVENTS, type EventName } from '../channels.ts';
import type { Answer } from '../ipc.ts';

async function call(channel: string, input: unknown): Promise<unknown> {
  const answer: Answer<unknown> = await ipcRenderer.invoke(channel, input);
  if (answer.ok) return answer.value;
  // Of an Error only the message crosses into the page: the code goes there, the rest stays in the shell's log.
  throw new Error(answer.problem.code);
}

const listeners = new Map<EventName, Set<(payload: unknown) => void>>(EVENTS.map((event) => [event, new Set()]));

function subscribe(event: EventName, listener: (payload: unknown) => void): () => void {
  const ofEvent = listeners.get(event);
  if (!ofEvent) return () => {};
  const tellShell = (listening: boolean) => void call('events.listen', { event, listening });
  ofEvent.add(listener);
  if (ofEvent.size === 1) tellShell(true);
  return () => {
    if (ofEvent.delete(listener) && ofEvent.size === 0) tellShell(false);
  };
}

ipcRenderer.on(EVENT_CHANNEL, (_event, name: EventName, payload: unknown) => {
  for (const listener of listeners.get(name) ?? []) listener(payload);
});

const bridge: Record<string, unknown> = {};
for (const channel of CHANNELS) {
  const [group = '', method = ''] = channel.split('.');
  if (group === 'events') continue;
  bridge[group] = { ...(bridge[group] ?? {}), [method]: (input: unknown) => call(channel, input) };
}
for (const event of EVENTS) {
  bridge[`on${event.charAt(0).toUpperCase()}${event.slice(1)}`] = (listener: (payload: unknown) => void) =>
    subscribe(event, listener);
}
contextBridge.exposeInMainWorld('balcao', bridge);
