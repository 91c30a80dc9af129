import { once } from 'node:events';
import { connect } from 'node:net';
import { expect, test } from 'vitest';
import { createLog } from '../logging.ts';
import { createApp } from './app.ts';

test('closing does not wait for a connection on which nothing was asked yet', async () => {
  const app = createApp({ log: createLog({ destination: { write: () => {} } }) });
  const { port } = new URL(await app.listen({ port: 0, host: '127.0.0.1' }));
  const socket = connect(Number(port), '127.0.0.1');
  await once(socket, 'connect');
  const ended = once(socket, 'close');
  await app.close();
  await ended;
  expect(socket.destroyed).toBe(true);
}, 5_000);
