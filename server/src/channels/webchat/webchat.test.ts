import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { newRowId } from '@balcao/replica';
import { samples } from '@balcao/simulators';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { z } from 'zod';
import { closeConversation, sendMessage } from '../../conversations/index.ts';
import { createApp } from '../../http/app.ts';
import { createLog } from '../../logging.ts';
import { finishUpload } from '../../media/finishUpload.ts';
import { createMediaFiles, type MediaFiles, serveMedia } from '../../media/index.ts';
import { hearPresence, keyOf, publishPresence } from '../../sync/live/presenceNotices.ts';
import { quiet, type TestDatabase, testDatabase } from '../../testing/index.ts';
import { createChannel } from '../createChannel.ts';
import { mediaLane } from '../mediaLane.ts';
import { credentialKeys, type TestDesk, testDesk } from '../testDesk.ts';
import { webchatGround } from './ground.ts';
import { serveWebchat } from './routes.ts';
import { attachWebchat } from './sockets.ts';
import { readVisitorToken, visitorToken } from './visitorToken.ts';

const SITE = 'https://clinica.example.com';
const secret = new TextEncoder().encode('um segredo de teste, longo o bastante');
const folder = mkdtempSync(join(tmpdir(), 'balcao-webchat-'));
let database: TestDatabase;
let desk: TestDesk;
let files: MediaFiles;
let channelId: string;
let url: string;
let close: () => Promise<void>;

beforeAll(async () => {
  database = await testDatabase();
  files = createMediaFiles(folder, null);
  desk = await testDesk(database, { workers: [mediaLane({ log: quiet, credentialKeys, files })] });
  const wish = {
    kind: 'webchat' as const,
    name: 'Chat',
    externalId: randomUUID(),
    credentials: { origins: [SITE], greeting: 'Oi!' },
    status: 'active' as const,
  };
  ({ channelId } = await desk.inside((trx) => createChannel(trx, desk.companyId, credentialKeys, wish)));
  const app = createApp({ log: createLog({ level: 'silent' }) });
  const ground = webchatGround({
    database,
    log: quiet,
    credentialKeys,
    files,
    secret,
    widgetFile: join(folder, 'widget.js'),
  });
  await serveWebchat(app, ground);
  serveMedia(app, { database, files, secret });
  const sockets = await attachWebchat(app.server, ground);
  url = await app.listen({ port: 0, host: '127.0.0.1' });
  close = async () => {
    await sockets.close();
    await app.close();
  };
});
afterAll(async () => {
  await close();
  await desk[Symbol.asyncDispose]();
  await database.close();
  rmSync(folder, { recursive: true });
});

const sessionAnswer = z.object({
  token: z.string(),
  companyId: z.string(),
  greeting: z.string(),
  attended: z.boolean(),
  thread: z.object({
    conversationId: z.string().nullable(),
    isClosed: z.boolean(),
    messages: z.array(z.looseObject({ text: z.string(), from: z.string() })),
  }),
});
const ask = (path: string, init: RequestInit & { origin?: string } = {}) =>
  fetch(`${url}/webchat/${channelId}/${path}`, { ...init, headers: { origin: init.origin ?? SITE, ...init.headers } });
const visit = async (token?: string) => {
  const response = await ask('session', { method: 'POST', body: JSON.stringify(token ? { token } : {}) });
  return sessionAnswer.parse(await response.json());
};
const bearer = (token: string) => ({ authorization: `Bearer ${token}` });
const write = (token: string, text: string, clientId: string = randomUUID(), more = {}) =>
  ask('messages', { method: 'POST', headers: bearer(token), body: JSON.stringify({ clientId, text, ...more }) });
const textsOf = async (token: string) => (await visit(token)).thread.messages.map(({ text }) => text);

async function answer(conversationId: string, text: string): Promise<void> {
  const attendant = await desk.user('admin');
  await desk.inside((trx) => sendMessage(trx, attendant, { conversationId, kind: 'text', text }));
}
async function connect(token: string, conversation = 'new') {
  const socket = new WebSocket(`${url.replace('http', 'ws')}/ws/atendimento/${desk.companyId}/${conversation}/`, {
    origin: SITE,
  });
  const heard: { type: string; data: Record<string, unknown> }[] = [];
  socket.on('message', (data) => heard.push(JSON.parse(String(data))));
  await once(socket, 'open');
  socket.send(JSON.stringify({ type: 'auth', token }));
  const until = async (wanted: (each: (typeof heard)[number]) => boolean) => {
    for (let round = 0; round < 200; round += 1) {
      const found = heard.find(wanted);
      if (found) return found;
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    throw new Error(`not heard; only ${JSON.stringify(heard)}`);
  };
  return { socket, heard, until };
}

test('a visitor writes, the desk answers, the visitor hears it at once, and finds it all on coming back', async () => {
  const { token } = await visit();
  const line = await connect(token);
  const clientId = randomUUID();
  expect((await write(token, 'Vocês atendem sábado?', clientId, { name: 'Contato de teste 21' })).status).toBe(202);
  const mine = await line.until(({ type, data }) => type === 'new_message' && data.clientId === clientId);
  expect(mine.data).toMatchObject({ from: 'visitor', text: 'Vocês atendem sábado?' });
  await answer(String(mine.data.conversationId), 'Atendemos até as 12h.');
  const told = await line.until(({ type, data }) => type === 'new_message' && data.from === 'company');
  expect(told.data).toMatchObject({ text: 'Atendemos até as 12h.' });
  line.socket.send(JSON.stringify({ type: 'read', until: Date.now() }));
  await expect
    .poll(async () => (await desk.messages()).find(({ text }) => text === 'Atendemos até as 12h.')?.status)
    .toBe('read');
  line.socket.close();
  expect(await textsOf(token)).toEqual(['Vocês atendem sábado?', 'Atendemos até as 12h.']);
});

test('written over the line, twice with the same id, a message stands once and is acknowledged each time', async () => {
  const { token } = await visit();
  const line = await connect(token);
  const words = JSON.stringify({ type: 'message', clientId: randomUUID(), text: 'Uma vez só' });
  line.socket.send(words);
  line.socket.send(words);
  await expect.poll(() => line.heard.filter(({ type }) => type === 'message_received').length).toBe(2);
  await desk.settled();
  line.socket.close();
  expect(await textsOf(token)).toEqual(['Uma vez só']);
});

test('the visitor’s typing is told to the desk until their message is there, and the desk’s to the visitor', async () => {
  const { token } = await visit();
  const line = await connect(token);
  await write(token, 'Bom dia');
  const { data } = await line.until(({ type }) => type === 'new_message');
  const place = { companyId: desk.companyId, conversationId: String(data.conversationId) };
  const heard: boolean[] = [];
  const stop = await hearPresence(
    database,
    (said) => said.kind === 'contact' && said.key === keyOf(place) && heard.push(said.isTyping),
    () => {},
  );
  for (const _stroke of [1, 2, 3]) line.socket.send(JSON.stringify({ type: 'typing' }));
  await expect.poll(() => heard).toEqual([true]);
  await write(token, 'Tem vaga?');
  await expect.poll(() => heard).toEqual([true, false]);
  stop();

  const word = { key: keyOf(place), connectionId: 'x', userId: randomUUID(), state: 'typing' as const };
  await publishPresence(database, { kind: 'words', words: [word] });
  expect((await line.until(({ type }) => type === 'typing')).data).toEqual({ conversationId: place.conversationId });
  line.socket.close();
});

test('one visitor never sees another’s, and notes never leave the desk', async () => {
  const [first, second] = [await visit(), await visit()];
  await write(first.token, 'Meu exame deu positivo');
  await desk.settled();
  expect(await textsOf(second.token)).toEqual([]);
  const { conversationId } = (await visit(first.token)).thread;
  const attendant = await desk.user('admin');
  await desk.inside((trx) =>
    sendMessage(trx, attendant, { conversationId: conversationId ?? '', kind: 'note', text: 'segredo' }),
  );
  expect(await textsOf(first.token)).toEqual(['Meu exame deu positivo']);
});

test('a visitor hears that the conversation was closed, and writing opens it again', async () => {
  const { token } = await visit();
  const line = await connect(token);
  await write(token, 'Obrigado');
  const { data } = await line.until(({ type }) => type === 'new_message');
  const attendant = await desk.user('admin');
  await desk.inside((trx) => closeConversation(trx, attendant, { conversationId: String(data.conversationId) }));
  await line.until(({ type }) => type === 'session_ended');
  await write(token, 'Mais uma coisa');
  await desk.settled();
  line.socket.close();
  expect((await visit(token)).thread).toMatchObject({
    isClosed: false,
    messages: [{ text: 'Obrigado' }, { text: 'Mais uma coisa' }],
  });
});

test('a file arrives as what its bytes are, and its copy on the way is gone', async () => {
  const { token } = await visit();
  const query = new URLSearchParams({ clientId: randomUUID(), name: 'foto.bin' });
  const sent = await ask(`files?${query}`, {
    method: 'POST',
    headers: { ...bearer(token), 'content-type': 'application/octet-stream' },
    body: new Uint8Array(samples.image.bytes),
  });
  expect(sent.status).toBe(202);
  await desk.settled();
  const [message] = (await visit(token)).thread.messages;
  expect(message).toMatchObject({
    file: { name: 'foto.bin', mime: 'image/jpeg', url: expect.stringMatching(/^\/media\//) },
  });
  const [staged] = await database.asOwner<{ id: string }>(
    `select payload ->> 'fileId' as id from inbound_item where payload ->> 'kind' = 'file'`,
  );
  expect(await files.size(desk.companyId, staged?.id ?? '')).toBeNull();
});

test('a picture and a document of the desk reach the visitor with their words, and open by their link', async () => {
  const { token } = await visit();
  const line = await connect(token);
  await write(token, 'Me manda a tabela?');
  const { data } = await line.until(({ type }) => type === 'new_message');
  const attendant = await desk.user('admin');
  const send = async (kind: 'image' | 'document', fileName: string, mime: string, bytes: Buffer) => {
    const mediaId = newRowId();
    await finishUpload({ database, files }, attendant, { mediaId, fileName, mime }, Readable.from([bytes]));
    const wish = { kind, mediaId, caption: `Segue ${fileName}`, voice: false };
    const conversationId = String(data.conversationId);
    await desk.inside((trx) => sendMessage(trx, attendant, { ...wish, conversationId }));
  };
  await send('image', 'fachada.jpg', 'image/jpeg', samples.image.bytes);
  await send('document', 'tabela.pdf', 'application/pdf', Buffer.from('%PDF-1.7\n%%EOF'));
  await line.until((heard) => heard.data.text === 'Segue tabela.pdf');
  line.socket.close();
  const told = (await visit(token)).thread.messages.slice(1);
  expect(told).toMatchObject([
    { text: 'Segue fachada.jpg', from: 'company', file: { name: 'fachada.jpg', mime: 'image/jpeg' } },
    { text: 'Segue tabela.pdf', from: 'company', file: { name: 'tabela.pdf', mime: 'application/pdf' } },
  ]);
  const [picture, document] = await Promise.all(
    told.map(async ({ file }) => {
      const response = await fetch(`${url}${Object(file).url}`);
      return { status: response.status, bytes: Buffer.from(await response.arrayBuffer()) };
    }),
  );
  expect(picture).toEqual({ status: 200, bytes: samples.image.bytes });
  expect(document?.bytes.toString()).toBe('%PDF-1.7\n%%EOF');
});

test('a program is refused by its bytes, and 10 MB is the end', async () => {
  const { token } = await visit();
  const send = (bytes: Uint8Array<ArrayBuffer>) =>
    ask(`files?${new URLSearchParams({ clientId: randomUUID(), name: 'foto.jpg' })}`, {
      method: 'POST',
      headers: { ...bearer(token), 'content-type': 'image/jpeg' },
      body: bytes,
    });
  const program = new Uint8Array(2048);
  program.set([0x4d, 0x5a]);
  expect((await send(program)).status).toBeGreaterThanOrEqual(400);
  expect((await send(new Uint8Array(11 * 1024 * 1024))).status).toBe(413);
  expect((await send(new Uint8Array(0))).status).toBeGreaterThanOrEqual(400);
});

test('PLAT-06 only the sites that the channel names are let in', async () => {
  const preflight = await ask('messages', { method: 'OPTIONS' });
  expect(preflight.status).toBe(204);
  expect(preflight.headers.get('access-control-allow-origin')).toBe(SITE);
  const foreign = await ask('session', { method: 'POST', origin: 'https://outro.example.com', body: '{}' });
  expect(foreign.status).toBe(403);
  expect(foreign.headers.get('access-control-allow-origin')).toBeNull();
  const nobodys = await fetch(`${url}/webchat/${randomUUID()}/session`, { method: 'POST', body: '{}' });
  expect(nobodys.status).toBe(404);
});

test('a token that is forged, another chat’s or ended opens nothing', async () => {
  const visitor = { companyId: desk.companyId, channelId, visitorId: randomUUID() };
  const now = Date.now();
  const good = visitorToken(secret, visitor, now);
  expect(readVisitorToken(secret, good, now)).toEqual(visitor);
  expect(readVisitorToken(secret, good, now + 181 * 86_400_000)).toBeNull();
  expect(readVisitorToken(new TextEncoder().encode('outro'), good, now)).toBeNull();
  expect(readVisitorToken(secret, good.replace(channelId, randomUUID()), now)).toBeNull();
  const elsewhere = visitorToken(secret, { ...visitor, channelId: randomUUID() }, now);
  expect((await write(elsewhere, 'oi')).status).toBe(401);
  expect((await write('lixo', 'oi')).status).toBe(401);
  const line = await connect('lixo');
  const [code] = await once(line.socket, 'close');
  expect(code).toBe(4401);
});

test('what is no message is refused in words, and nothing is kept', async () => {
  const { token } = await visit();
  expect((await write(token, '   ')).status).toBe(400);
  expect((await write(token, 'a'.repeat(4_001))).status).toBe(400);
  expect((await write(token, 'oi', 'sem-id')).status).toBe(400);
  const line = await connect(token);
  line.socket.send('{');
  await line.until(({ type }) => type === 'error');
  line.socket.close();
  expect(await textsOf(token)).toEqual([]);
});

test('PLAT-06 who writes too fast is told when to go on, and nothing of it is lost that was taken', async () => {
  const { token } = await visit();
  const statuses = await Promise.all(
    Array.from({ length: 80 }, (_, n) => write(token, `mensagem ${n}`).then((response) => response)),
  );
  const refused = statuses.filter(({ status }) => status === 429);
  expect(refused.length).toBeGreaterThan(0);
  expect(refused[0]?.headers.get('retry-after')).toMatch(/^\d+$/);
  await desk.settled();
  expect((await textsOf(token)).length).toBe(80 - refused.length);
});
