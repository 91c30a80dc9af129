import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, test } from 'vitest';
import type { OutgoingMessage } from '../adapter.ts';
import { whatsapp } from './index.ts';

type Seen = { path: string; authorization: string | undefined; body: unknown };

/** A real server that answers as `answer` says, and remembers what it was asked. */
async function platform(answer: (request: IncomingMessage, response: ServerResponse) => void) {
  const seen: Seen[] = [];
  const server = createServer(async (request, response) => {
    const parts: Buffer[] = [];
    for await (const part of request) parts.push(part);
    const text = Buffer.concat(parts).toString();
    seen.push({
      path: request.url ?? '',
      authorization: request.headers.authorization,
      body: text && JSON.parse(text),
    });
    answer(request, response);
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const { port } = server.address() as AddressInfo;
  const credentials = whatsapp.credentials.parse({
    accessToken: 'token-de-teste',
    baseUrl: `http://127.0.0.1:${port}`,
  });
  return {
    seen,
    account: { externalId: '100000000000001', credentials },
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((closed) => server.close(closed));
    },
  };
}

const json = (response: ServerResponse, status: number, body: unknown, headers: Record<string, string> = {}) =>
  response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(body));

const message: OutgoingMessage = {
  ourId: '0199a000-0000-7000-8000-000000000001',
  to: [{ kind: 'whatsapp', value: '551190000011' }],
  content: { kind: 'text', text: 'Olá' },
  quotedProviderId: 'wamid.TESTE000001',
  lastInboundAt: null,
};

test('INB-28 a text goes out with token, quoted message and our own id, and comes back with theirs', async () => {
  await using meta = await platform((_request, response) =>
    json(response, 200, { messaging_product: 'whatsapp', messages: [{ id: 'wamid.NOVA' }] }),
  );
  expect(await whatsapp.send(meta.account, message)).toEqual({ kind: 'accepted', providerId: 'wamid.NOVA' });
  expect(meta.seen).toEqual([
    {
      path: '/v25.0/100000000000001/messages',
      authorization: 'Bearer token-de-teste',
      body: {
        messaging_product: 'whatsapp',
        recipient_type: 'individual',
        to: '551190000011',
        type: 'text',
        text: { body: 'Olá', preview_url: true },
        context: { message_id: 'wamid.TESTE000001' },
        biz_opaque_callback_data: '0199a000-0000-7000-8000-000000000001',
      },
    },
  ]);
});

test('INB-28 somebody known only by a business-scoped id is the recipient, not the to', async () => {
  await using meta = await platform((_request, response) => json(response, 200, { messages: [{ id: 'wamid.NOVA' }] }));
  await whatsapp.send(meta.account, {
    ...message,
    to: [{ kind: 'whatsappUser', value: 'BR.TESTE1' }],
    quotedProviderId: null,
    lastInboundAt: null,
  });
  expect(meta.seen[0]?.body).toMatchObject({ recipient: 'BR.TESTE1' });
  expect(meta.seen[0]?.body).not.toHaveProperty('to');
  expect(await whatsapp.send(meta.account, { ...message, to: [] })).toMatchObject({
    kind: 'rejected',
    code: 'contact.unreachable',
  });
});

const graphError = (code: number) => ({
  error: { code, message: `(#${code})`, error_data: { details: 'porque sim' } },
});
test.each([
  ['the window is closed', 400, graphError(131047), {}, { kind: 'rejected', code: '131047', detail: 'porque sim' }],
  ['the token is not valid', 401, graphError(190), {}, { kind: 'blocked', code: '190' }],
  ['the account does not pay', 400, graphError(131042), {}, { kind: 'blocked', code: '131042' }],
  ['the marketing cap is reached', 400, graphError(131049), {}, { kind: 'rejected', code: '131049' }],
  [
    'too many to one person',
    400,
    graphError(131056),
    {},
    { kind: 'later', whose: 'person', afterMs: 6000, code: '131056' },
  ],
  ['too many at all', 400, graphError(130429), {}, { kind: 'later', whose: 'channel', afterMs: 1000, code: '130429' }],
  ['a fault of theirs', 500, graphError(131000), {}, { kind: 'refused', code: '131000' }],
  ['a fault of theirs with a code unknown here', 500, graphError(999999), {}, { kind: 'refused', code: '999999' }],
  [
    'slow down, with a time',
    429,
    graphError(130429),
    { 'retry-after': '7' },
    { kind: 'later', afterMs: 7000, code: '130429' },
  ],
  ['slow down, without a time', 429, {}, {}, { kind: 'refused', code: 'http.429' }],
  ['a gateway that lost it', 502, 'Bad gateway', {}, { kind: 'unclear', code: 'http.502' }],
  ['a success that cannot be read', 200, { messages: [] }, {}, { kind: 'unclear', code: 'answer.unreadable' }],
] as const)('when the answer is: %s', async (_what, status, body, headers, outcome) => {
  await using meta = await platform((_request, response) => json(response, status, body, headers));
  expect(await whatsapp.send(meta.account, message)).toMatchObject(outcome);
});

test('INB-20 a connection that never came about is a refusal; one lost after sending is unclear', async () => {
  await using cut = await platform((request) => request.socket.destroy());
  expect(await whatsapp.send(cut.account, message)).toMatchObject({ kind: 'unclear' });
  const gone = await platform((_request, response) => response.end());
  await gone[Symbol.asyncDispose]();
  expect(await whatsapp.send(gone.account, message)).toMatchObject({
    kind: 'refused',
    code: 'connection.ECONNREFUSED',
  });
});

test('a file is asked for by id, then fetched with the token from the address that was given', async () => {
  await using meta = await platform((request, response) => {
    if (request.url?.startsWith('/v25.0/300')) {
      return json(response, 200, { url: `http://${request.headers.host}/file`, mime_type: 'image/png', file_size: 3 });
    }
    return response.end(Buffer.from([1, 2, 3]));
  });
  const outcome = await whatsapp.downloadMedia(meta.account, '300');
  expect(outcome).toMatchObject({ kind: 'file', mime: 'image/png' });
  const bytes: Uint8Array[] = [];
  if (outcome.kind === 'file') for await (const part of outcome.bytes) bytes.push(part);
  expect(Buffer.concat(bytes)).toEqual(Buffer.from([1, 2, 3]));
  expect(meta.seen.map((request) => request.authorization)).toEqual(['Bearer token-de-teste', 'Bearer token-de-teste']);
});

test('an expired file is lost; a fault of the platform is worth another try', async () => {
  await using expired = await platform((_request, response) => json(response, 400, graphError(100)));
  expect(await whatsapp.downloadMedia(expired.account, '300')).toMatchObject({ kind: 'lost', code: '100' });
  await using faulty = await platform((_request, response) => json(response, 500, graphError(131000)));
  expect(await whatsapp.downloadMedia(faulty.account, '300')).toMatchObject({ kind: 'refused' });
});

test('INB-02 an account is valid when its token opens its page', async () => {
  await using meta = await platform((_request, response) =>
    json(response, 200, { display_phone_number: '+55 11 3000-0000' }),
  );
  expect(await whatsapp.validate(meta.account)).toEqual({
    kind: 'valid',
    address: '+55 11 3000-0000',
    perSecond: 80,
  });
  await using shared = await platform((_request, response) =>
    json(response, 200, { throughput: { level: 'HIGH' }, is_on_biz_app: true }),
  );
  expect(await whatsapp.validate(shared.account)).toMatchObject({ kind: 'valid', perSecond: 20 }); // coexistence
  await using closed = await platform((_request, response) => json(response, 401, graphError(190)));
  expect(await whatsapp.validate(closed.account)).toEqual({ kind: 'invalid', reason: '190: porque sim' });
});
