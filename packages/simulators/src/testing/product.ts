import { createHmac } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:http';

/** What one delivery looked like to the product. */
export type Received = { at: number; body: string; json: unknown; signed: boolean };

/** A product's webhook, the other side of the wire: takes deliveries and answers as the test says. */
export type Product = {
  webhookUrl: string;
  received: Received[];
  /** The status of the next answers; 200 until told. */
  answerWith(status: number): void;
  /** Resolves with the deliveries once there are `count` of them. */
  until(count: number): Promise<Received[]>;
  [Symbol.asyncDispose](): Promise<void>;
};

export async function startProduct({
  appSecret = 'sim-app-secret',
  verifyToken = 'sim-verify-token',
} = {}): Promise<Product> {
  const received: Received[] = [];
  let status = 200;
  const server = createServer((request, response) => {
    const query = new URL(request.url ?? '/', 'http://localhost').searchParams;
    if (request.method === 'GET') {
      const known = query.get('hub.verify_token') === verifyToken;
      response.writeHead(known ? 200 : 403).end(known ? query.get('hub.challenge') : 'no');
      return;
    }
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part));
    request.on('end', () => {
      const bytes = Buffer.concat(parts);
      const expected = `sha256=${createHmac('sha256', appSecret).update(bytes).digest('hex')}`;
      const body = bytes.toString('utf8');
      received.push({
        at: performance.now(),
        body,
        json: parsedOrNull(body),
        signed: request.headers['x-hub-signature-256'] === expected,
      });
      response.writeHead(status).end();
      server.emit('received');
    });
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');

  return {
    webhookUrl: `http://127.0.0.1:${address.port}/webhooks/whatsapp/`,
    received,
    answerWith(next) {
      status = next;
    },
    async until(count) {
      while (received.length < count) await once(server, 'received', { signal: AbortSignal.timeout(3_000) });
      return received;
    },
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function parsedOrNull(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return null;
  }
}
