/**
 * The way of changes to one socket. Texts are made once and shared by all sockets that get the same (burst.ts), so a
 * thousand consoles cost one text; and a console that reads more slowly than its company writes is told to pull once
 * (`resync`) when it reads again, instead of having everything kept for it (SYNC-04).
 */
import type { WebSocket } from 'ws';

/** What may wait in the process for one socket. Fewer: a busy moment makes consoles pull for nothing. More: memory. */
export const WAITING_BYTES = 512 * 1024;

/** The part of a WebSocket that is needed here. */
type Socket = Pick<WebSocket, 'send' | 'readyState' | 'OPEN' | 'bufferedAmount'>;

/** The payload of one event, written once and framed once for each subscription id (consoles all use the same). */
export type SharedText = { frameOf(id: string): Buffer };

export function sharedText(payload: string): SharedText {
  const frames = new Map<string, Buffer>();
  return {
    frameOf(id) {
      const known = frames.get(id);
      if (known) return known;
      const frame = Buffer.from(`{"id":${JSON.stringify(id)},"type":"next","payload":${payload}}`);
      frames.set(id, frame);
      return frame;
    },
  };
}

const RESYNC = sharedText('{"data":{"changes":{"resync":true}}}');

export type StreamLine = {
  /** @returns whether it was sent; if not, the console will be told to pull instead. */
  send(text: SharedText): boolean;
  /** Has the console pull. */
  resync(): void;
};

/** @param id of the subscription, as the console named it. */
export function createStreamLine(socket: Socket, id: string): StreamLine {
  let lagging = false;

  function write(text: SharedText): void {
    if (socket.readyState === socket.OPEN) socket.send(text.frameOf(id), { binary: false }, written);
  }

  /** Called as each frame leaves: the first moment at which a slow console is known to read again. */
  function written(): void {
    if (!lagging || socket.bufferedAmount > 0) return;
    lagging = false;
    write(RESYNC);
  }

  return {
    send(text) {
      if (lagging) return true; // it was counted when it fell behind
      if (socket.bufferedAmount < WAITING_BYTES) {
        write(text);
        return true;
      }
      lagging = true;
      return false;
    },
    resync() {
      if (!lagging) write(RESYNC);
    },
  };
}
