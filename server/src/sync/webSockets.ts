/**
 * graphql-ws over `ws`. As graphql-ws/use/ws does it, but that a line which breaks in mid-message is no event for the
 * console (its `console.error` knows no log), and that closing waits for nobody who does not answer.
 */
import type { Server as GraphqlServer } from 'graphql-ws';
import type { WebSocket, WebSocketServer } from 'ws';
import type { Log } from '../db/index.ts';

/** A link that died without a word is found within twice this. Lower: more pings to sleeping laptops. */
const HEARTBEAT_MS = 12_000;
/** For saying goodbye, when the server ends. */
const GOODBYE_MS = 1_000;
const GOING_AWAY = 1001;
const INTERNAL_ERROR = 4500;

export function serveWebSockets<Extra extends { socket: WebSocket }>(
  graphql: GraphqlServer<Extra>,
  sockets: WebSocketServer,
  { extraOf, log }: { extraOf: (socket: WebSocket) => Extra; log: Log },
): { close(): Promise<void> } {
  sockets.on('connection', (socket: WebSocket) => {
    // Broken frames, a line that was cut, a message over the limit: 'close' follows and says the rest.
    socket.on('error', (error) => log.debug({ err: error }, 'a console’s line broke'));
    const heartbeat = beat(socket);
    const closed = graphql.opened(
      {
        protocol: socket.protocol,
        send: (data) => send(socket, data),
        close: (code, reason) => socket.close(code, reason),
        onMessage: (handle) => {
          socket.on('message', async (message) => {
            try {
              await handle(String(message));
            } catch (error) {
              log.error({ err: error }, 'a message of a console could not be handled');
              socket.close(INTERNAL_ERROR, 'internal');
            }
          });
        },
      },
      extraOf(socket),
    );
    socket.once('close', (code, reason) => {
      clearInterval(heartbeat);
      void closed(code, String(reason));
    });
  });

  return {
    async close() {
      for (const socket of sockets.clients) socket.close(GOING_AWAY, 'going away');
      const overdue = setTimeout(() => {
        for (const socket of sockets.clients) socket.terminate();
      }, GOODBYE_MS);
      await new Promise<void>((resolve) => sockets.close(() => resolve()));
      clearTimeout(overdue);
    },
  };
}

/** Resolves once the data left this process: what comes next waits for a console that reads slowly. A lost line loses it. */
function send(socket: WebSocket, data: string): Promise<void> {
  return new Promise((resolve) => {
    if (socket.readyState === socket.OPEN) socket.send(data, () => resolve());
    else resolve();
  });
}

/** Asks now and then whether anybody is there; who has not answered by the next time is not. */
function beat(socket: WebSocket): NodeJS.Timeout {
  let answered = true;
  socket.on('pong', () => {
    answered = true;
  });
  return setInterval(() => {
    if (!answered) return socket.terminate();
    answered = false;
    socket.ping();
  }, HEARTBEAT_MS);
}
