/**
 * The ceiling of sockets.ts: `ws` and nothing else. Everybody who joins gets every frame.
 * Started as `node bareFanOut.ts FRAMES_PER_SECOND BYTES`; says its port, and begins when it is told to.
 */
import { WebSocketServer } from 'ws';

const [perSecond = '1', bytes = '1'] = process.argv.slice(2);
const frame = 'x'.repeat(Number(bytes));
const sockets = new WebSocketServer({ port: 0, host: '127.0.0.1' });
sockets.on('connection', (socket) => {
  socket.send('{}');
  socket.on('error', () => socket.terminate());
});
sockets.on('listening', () => {
  const address = sockets.address();
  if (typeof address === 'object' && address) process.send?.(address.port);
});
process.on('message', () => {
  setInterval(() => {
    for (const socket of sockets.clients) socket.send(frame);
  }, 1_000 / Number(perSecond));
});
process.on('disconnect', () => process.exit());
