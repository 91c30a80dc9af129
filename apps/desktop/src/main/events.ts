import type { EventName } from '../channels.ts';
import type { IpcEvent } from '../ipc.ts';

type Emitted = { [E in EventName]: { name: E; payload: IpcEvent<E> } }[EventName];

export type Events = {
  emit(event: Emitted): void;
  /** `listening`: from now on events of `name` go through, beginning with those that waited; else they wait. */
  listen(name: EventName, listening: boolean): void;
  /** The page is being loaded anew: nobody listens until it subscribes again. */
  forgetListeners(): void;
};

/**
 * Events towards the console, held back while nobody listens: a link may be what started the program, and a reply
 * typed into a notification must not fall into a page that is still loading. Each is a person's action, so few wait.
 */
export function createEvents(send: (event: Emitted) => void): Events {
  const listened = new Set<EventName>();
  let waiting: Emitted[] = [];
  return {
    emit(event) {
      if (listened.has(event.name)) send(event);
      else waiting.push(event);
    },
    listen(name, listening) {
      listened.delete(name);
      if (!listening) return;
      listened.add(name);
      const due = waiting.filter((event) => event.name === name);
      waiting = waiting.filter((event) => event.name !== name);
      for (const event of due) send(event);
    },
    forgetListeners: () => listened.clear(),
  };
}
