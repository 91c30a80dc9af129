import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Webhook } from 'standardwebhooks';

export type Received = {
  id: string;
  type: string;
  data: Record<string, unknown>;
  headers: IncomingMessage['headers'];
  body: string;
};

/** A receiver as others write them: it reads a POST, and answers what a test says. */
export async function testReceiver(
  answer: (received: Received, response: ServerResponse) => void = (_r, response) => void response.end('ok'),
) {
  const received: Received[] = [];
  const server = createServer((request, response) => {
    let body = '';
    request.on('data', (part) => {
      body += part;
    });
    request.on('end', () => {
      const { type, data } = JSON.parse(body) as { type: string; data: Record<string, unknown> };
      const one = { id: String(request.headers['webhook-id']), type, data, headers: request.headers, body };
      received.push(one);
      answer(one, response);
    });
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/hook`,
    received,
    /** @throws WebhookVerificationError, as the library that receivers use */
    verify: (secret: string, { body, headers }: Received) =>
      new Webhook(secret).verify(body, {
        'webhook-id': String(headers['webhook-id']),
        'webhook-timestamp': String(headers['webhook-timestamp']),
        'webhook-signature': String(headers['webhook-signature']),
      }),
    [Symbol.asyncDispose]: () =>
      new Promise<void>((done) => {
        server.closeAllConnections();
        server.close(() => done());
      }),
  };
}
