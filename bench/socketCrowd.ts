/**
 * Many consoles' sockets in one process of its own, which speaks the protocol and reads what comes, and nothing more.
 * Started by sockets.ts: `node socketCrowd.ts URL COUNT [TOKEN]`; without a token it joins the bare fan-out.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { changesDocument, REPLICAS } from '@balcao/replica';
import { WebSocket } from 'ws';

export type CrowdReport = {
  joined: number;
  open: number;
  frames: number;
  bytes: number;
  /** Of the first socket: when the message with this number was read, in epoch ms. */
  readAt: Record<number, number>;
};

/** Who is let in at once. */
const AT_A_TIME = 50;

const [url = '', count = '0', token] = process.argv.slice(2);
const definitions = Object.values(REPLICAS);
const versions = Object.fromEntries(definitions.map(({ name, version }) => [name, version]));
const subscription = { id: 'changes', type: 'subscribe', payload: { query: changesDocument(definitions) } };
const sockets: WebSocket[] = [];
const report: CrowdReport = { joined: 0, open: 0, frames: 0, bytes: 0, readAt: {} };

for (let first = 0; first < Number(count); first += AT_A_TIME) {
  await Promise.all(Array.from({ length: Math.min(AT_A_TIME, Number(count) - first) }, join));
}
process.on('message', () => {
  report.open = sockets.filter((socket) => socket.readyState === WebSocket.OPEN).length;
  process.send?.(report);
});
process.send?.(report);

/** Resolves when the server has said what it says first. */
function join(): Promise<void> {
  const socket = new WebSocket(url, token ? 'graphql-transport-ws' : undefined);
  const isWatched = sockets.push(socket) === 1;
  return new Promise((resolve, reject) => {
    socket.on('error', reject);
    socket.on('close', (code) => reject(new Error(`a socket was closed with ${code}`)));
    socket.on('open', () => {
      if (token) say({ type: 'connection_init', payload: { authorization: `Bearer ${token}`, versions } });
    });
    socket.on('message', (data: Buffer) => {
      const head = data.toString('latin1', 0, 40);
      if (head.includes('connection_ack')) return say(subscription);
      if (head.includes('"ping"')) return say({ type: 'pong' });
      report.frames += 1;
      report.bytes += data.length;
      if (isWatched)
        for (const [, n] of String(data).matchAll(/Pergunta (\d+)\./g)) report.readAt[Number(n)] ??= Date.now();
      report.joined += report.joined < Number(count) ? 1 : 0;
      resolve();
    });
  });

  function say(words: object): void {
    socket.send(JSON.stringify(words));
  }
}

process.on('disconnect', async () => {
  for (const socket of sockets) socket.removeAllListeners('close').on('error', () => {});
  await sleep(0);
  process.exit();
});
