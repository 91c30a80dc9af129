/** How a platform over HTTP can fail, held against every adapter: what a message becomes, and what the console is told. */
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Identity } from '../contacts/index.ts';
import { adapterOf } from './adapters.ts';
import { callPlatform, downloadFrom } from './connection.ts';

const meta = {
  credentials: { accessToken: 'token-de-teste' },
  expired: { error: { code: 190, message: 'Error validating access token: Session has expired' } },
};
const ADAPTERS: { kind: string; to: Identity; credentials: object; expired: object }[] = [
  { ...meta, kind: 'whatsapp', to: { kind: 'whatsapp', value: '5511900000011' } },
  { ...meta, kind: 'facebook', to: { kind: 'facebook', value: '7000000000000001' } },
  { ...meta, kind: 'instagram', to: { kind: 'instagram', value: '8000000000000001' } },
  {
    kind: 'sms',
    to: { kind: 'phone', value: '5511900000011' },
    credentials: { accountSid: `AC${'0'.repeat(32)}`, authToken: 'token-de-teste' },
    expired: { code: 20003, message: 'Authenticate' },
  },
  {
    kind: 'whaticket',
    to: { kind: 'whatsapp', value: '5511900000011' },
    credentials: { token: 'token-de-teste', webhookSecret: 'segredo-de-teste' },
    expired: { error: 'ERR_SESSION_EXPIRED' },
  },
];

let answer: RequestListener;
const server = createServer((request, response) => {
  request.resume();
  request.on('end', () => answer(request, response));
});
let url: string;
beforeAll(async () => {
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

const says =
  (status: number, body: string | Buffer, headers: Record<string, string> = {}): RequestListener =>
  (_request, response) =>
    response.writeHead(status, headers).end(body);
const PAGE = '<html><body><h1>502 Bad Gateway</h1></body></html>';
/** 64 MB of nothing in some 64 KB. */
const BOMB = gzipSync(Buffer.alloc(64 * 1024 * 1024));
const PACKED = { 'content-type': 'application/json', 'content-encoding': 'gzip' };

describe.each(ADAPTERS)('$kind', ({ kind, to, credentials, expired }) => {
  const send = () => {
    const adapter = adapterOf(kind);
    const account = {
      externalId: '100000000000001',
      credentials: adapter.credentials.parse({ ...credentials, baseUrl: url }),
    };
    return adapter.send(account, {
      ourId: '0199a000-0000-7000-8000-000000000001',
      to: [to],
      content: { kind: 'text', text: 'Olá' },
      quotedProviderId: null,
      lastInboundAt: Date.now(),
    });
  };

  test.each([
    ['a token that ended keeps everything waiting', says(401, JSON.stringify(expired)), { kind: 'blocked' }],
    [
      'a 429 with its time is waited for, without an attempt',
      says(429, '', { 'retry-after': '7' }),
      { kind: 'later', whose: 'channel', afterMs: 7_000 },
    ],
    [
      'a 503 with its time as well',
      says(503, PAGE, { 'retry-after': '30' }),
      { kind: 'later', whose: 'channel', afterMs: 30_000 },
    ],
    ['a gateway’s page says nothing of what happened behind it', says(502, PAGE), { kind: 'unclear' }],
    [
      'a line that breaks once it was asked leaves it unclear',
      (request) => request.socket.destroy(),
      { kind: 'unclear' },
    ],
    [
      'an answer that unpacks without end is not read',
      says(200, BOMB, PACKED),
      { kind: 'unclear', code: 'answer.tooLarge' },
    ],
  ] satisfies [string, RequestListener, object][])('%s', async (_what, fault, outcome) => {
    answer = fault;
    expect(await send()).toMatchObject(outcome);
  });
});

test('a platform that never answers is given up in the time it is told, and nobody knows what it did', async () => {
  answer = () => {};
  expect(await callPlatform(url, { json: {}, timeoutMs: 50 })).toMatchObject({
    kind: 'unclear',
    code: 'connection.timeout',
  });
}, 10_000);

test('a file comes as it unpacks, piece by piece, for whoever takes no more than is allowed', async () => {
  answer = says(200, BOMB, { ...PACKED, 'content-type': 'image/jpeg' });
  const outcome = await downloadFrom(`${url}/foto.jpg`, { trustedOrigin: url });
  if (outcome.kind !== 'file') throw new Error(outcome.kind);
  for await (const piece of outcome.bytes) {
    expect(piece.byteLength).toBeLessThan(1024 * 1024);
    break;
  }
});
