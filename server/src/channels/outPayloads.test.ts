/**
 * What goes out, as each platform documents it: payload files written from the public pages that they name, one list a
 * platform, held against what the adapter really sends to a server.
 */
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { expect, test } from 'vitest';
import type { Identity } from '../contacts/index.ts';
import type { OutgoingMessage } from './adapter.ts';
import { adapterOf } from './adapters.ts';

type File = { fileName: string; mime: string; text: string; url: string };
type Payload = { what: string; content: object; quoted?: string; isLate?: boolean; requests: object[] };

const PLATFORMS: {
  kind: string;
  payloads: string;
  externalId: string;
  to: Identity;
  credentials: object;
}[] = [
  {
    kind: 'whatsapp',
    payloads: 'whatsapp/payloads/out.json',
    externalId: '100000000000001',
    to: { kind: 'whatsapp', value: '5511900000011' },
    credentials: { accessToken: 'token-de-teste' },
  },
  {
    kind: 'facebook',
    payloads: 'meta/messaging/payloads/messenger-out.json',
    externalId: '200000000000001',
    to: { kind: 'facebook', value: '7000000000000001' },
    credentials: { accessToken: 'token-de-teste' },
  },
  {
    kind: 'instagram',
    payloads: 'meta/messaging/payloads/instagram-out.json',
    externalId: '300000000000001',
    to: { kind: 'instagram', value: '8000000000000001' },
    credentials: { accessToken: 'token-de-teste' },
  },
  {
    kind: 'sms',
    payloads: 'sms/payloads/out.json',
    externalId: '+15005550006',
    to: { kind: 'phone', value: '5511900000011' },
    credentials: { accountSid: 'AC0123456789abcdef0123456789abcdef', authToken: 'token-de-teste' },
  },
  {
    kind: 'whaticket',
    payloads: 'whaticket/payloads/out.json',
    externalId: 'conexao-1',
    to: { kind: 'whatsapp', value: '5511900000011' },
    credentials: { token: 'token-de-teste', webhookSecret: 'segredo-de-teste' },
  },
];

const cases = PLATFORMS.flatMap((platform) =>
  (JSON.parse(readFileSync(join(import.meta.dirname, platform.payloads), 'utf8')) as Payload[]).map((payload) => ({
    ...payload,
    platform,
    name: `${platform.kind}: ${payload.what}`,
  })),
);

test.each(cases)(
  '$name goes out as the platform documents it',
  async ({ platform, content, quoted, isLate, requests }) => {
    await using server = await listener();
    const adapter = adapterOf(platform.kind);
    const credentials = adapter.credentials.parse({ ...platform.credentials, baseUrl: server.url });
    const message = {
      ourId: '0199a000-0000-7000-8000-000000000001',
      to: [platform.to],
      content: withFiles(content),
      quotedProviderId: quoted ?? null,
      lastInboundAt: Date.now() - (isLate ? 3 * 86_400_000 : 60_000),
    } as OutgoingMessage;
    expect((await adapter.send({ externalId: platform.externalId, credentials }, message)).kind).toBe('accepted');
    expect(server.requests).toEqual(requests);
    expect(server.authorizations.every((header) => /^(?:Bearer token-de-teste|Basic .{20,})$/.test(header))).toBe(true);
  },
);

/** A file of a payload, as the adapter opens it. */
const withFiles = (content: object): unknown =>
  JSON.parse(JSON.stringify(content), (key, value: unknown) => {
    if (key !== 'file') return value;
    const { text, ...file } = value as File;
    return { ...file, sizeBytes: text.length, open: async () => Readable.from([Buffer.from(text)]) };
  });

/** A real server that takes everything, and tells what it was asked in the words of the payload files. */
async function listener() {
  const requests: object[] = [];
  const authorizations: string[] = [];
  const server = createServer(async (request, response) => {
    const body = await buffer(request);
    const type = request.headers['content-type'] ?? '';
    authorizations.push(request.headers.authorization ?? '');
    const { method, url: path } = request;
    requests.push({
      method,
      path,
      ...(type.includes('json') ? { body: JSON.parse(body.toString()) } : { form: await formIn(body, type) }),
    });
    const id = '900000000000001';
    response.writeHead(200, { 'content-type': 'application/json' });
    response.end(JSON.stringify({ id, messages: [{ id }], message_id: id, sid: id }));
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    requests,
    authorizations,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((closed) => server.close(closed));
    },
  };
}

/** Fields of a form: objects where they are JSON, files by name, kind and bytes. */
async function formIn(body: Buffer, type: string): Promise<Record<string, unknown>> {
  const form = await new Response(new Uint8Array(body), { headers: { 'content-type': type } }).formData();
  const fields = await Promise.all(
    [...form].map(async ([name, value]) => {
      if (typeof value !== 'string') return [name, `${value.name} ${value.type} ${await value.text()}`];
      return [name, value.startsWith('{') ? JSON.parse(value) : value];
    }),
  );
  return Object.fromEntries(fields);
}
