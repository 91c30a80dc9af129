import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import type { Scope } from '@balcao/domain';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { z } from 'zod';
import { createKey, revokeKey } from '../auth/createKey.ts';
import { type Actor, createSessions, SESSION_REVOKED_CHANNEL, type Sessions } from '../auth/index.ts';
import { attachWebchat, webchatGround } from '../channels/index.ts';
import { credentialKeys, type TestDesk, testDesk, textMessage } from '../channels/testDesk.ts';
import { assignConversation, closeConversation } from '../conversations/index.ts';
import { createApp } from '../http/app.ts';
import { createLog } from '../logging.ts';
import { createMediaFiles } from '../media/index.ts';
import { startSequencer } from '../sync/sequencer.ts';
import { quiet, type TestDatabase, testDatabase, until } from '../testing/index.ts';
import { createOutsiders } from './index.ts';

const secret = new TextEncoder().encode('um segredo de teste, longo o bastante');
let database: TestDatabase;
let desk: TestDesk;
let admin: Actor;
let sessions: Sessions;
let base: string;
const stops: (() => Promise<unknown>)[] = [];

beforeAll(async () => {
  database = await testDatabase({ poolSize: 20 });
  desk = await testDesk(database);
  admin = await desk.user('admin');
  sessions = createSessions({ database, secret, log: createLog({ level: 'silent' }), now: () => new Date() });
  await database.listener.subscribe({
    channel: SESSION_REVOKED_CHANNEL,
    onNotification: sessions.revokedSomewhere,
    onGap: sessions.forgetAll,
  });
  const sequencer = startSequencer(database, quiet);
  const outsiders = await createOutsiders({ database, sessions, log: quiet, messagesAMinute: 5 });
  const app = createApp({ log: createLog({ level: 'silent' }) });
  const files = createMediaFiles(tmpdir());
  const ground = webchatGround({ database, log: quiet, credentialKeys, files, secret, widgetFile: 'none' });
  const sockets = await attachWebchat(app.server, ground, outsiders);
  base = (await app.listen({ port: 0, host: '127.0.0.1' })).replace('http', 'ws');
  stops.push(
    () => sockets.close(),
    () => app.close(),
    () => outsiders.stop(),
    () => sequencer.stop(),
  );
});
afterAll(async () => {
  for (const stop of stops) await stop();
  await desk[Symbol.asyncDispose]();
  await database.close();
});

const shape = z.object({
  type: z.string(),
  id: z.uuid(),
  at: z.iso.datetime(),
  data: z.record(z.string(), z.unknown()),
});

const keyOf = (scopes: Scope[], actor = admin) =>
  desk.inside((trx) => createKey(trx, actor, { name: 'x', scopes, expiresAt: null }, new Date()));

/** A line that keeps what it is told. */
async function line(path: string, token: string | null) {
  const socket = new WebSocket(`${base}/ws/atendimento/${path}${token === null ? '' : `?token=${token}`}`);
  const told: z.infer<typeof shape>[] = [];
  let closed: number | null = null;
  socket.on('message', (data) => told.push(shape.parse(JSON.parse(String(data)))));
  socket.on('close', (code) => {
    closed = code;
  });
  await once(socket, 'open');
  return {
    socket,
    told,
    types: () => told.map(({ type }) => type),
    of: (type: string) => told.filter((each) => each.type === type).map(({ data }) => data),
    say: (words: object | string) => socket.send(typeof words === 'string' ? words : JSON.stringify(words)),
    closed: () => closed,
    ready: () => until(() => told.length > 0),
    [Symbol.asyncDispose]: async () => socket.terminate(),
  };
}

let people = 0;
/** A contact writes; returns their conversation. */
async function written(text = 'Bom dia'): Promise<string> {
  people += 1;
  const from = `55119${70_000_000 + people}`;
  await desk.deliver(desk.body({ messages: [{ ...textMessage(text), from }] }));
  await desk.settled();
  const [row] = await database.asOwner<{ id: string }>(
    "select conversation_id as id from message where company_id = $1 and direction = 'in' order by created_at desc, id desc limit 1",
    [desk.companyId],
  );
  return row?.id ?? '';
}

test('the company’s line tells tickets as they come, are assigned and closed, each once', async () => {
  const { key } = await keyOf(['conversations:read']);
  await using at = await line(`${desk.companyId}/`, key);
  await at.ready();
  const conversationId = await written('Preciso remarcar');
  await until(() => at.of('new_message').length === 1);
  expect(at.of('new_message')[0]).toMatchObject({ conversationId, text: 'Preciso remarcar', direction: 'in' });
  expect(at.of('new_ticket')).toMatchObject([{ conversationId, reopened: false }]);
  const colleague = await desk.user('attendant');
  await desk.inside((trx) => assignConversation(trx, admin, { conversationId, userId: colleague.userId }));
  await until(() => at.of('ticket_assigned').length === 1);
  expect(at.of('ticket_assigned')[0]).toMatchObject({ conversationId, assigneeId: colleague.userId });
  await desk.inside((trx) => closeConversation(trx, admin, { conversationId, reason: 'resolvido' }));
  await until(() => at.of('ticket_closed').length === 1);
  expect(at.types().filter((type) => type === 'new_message')).toHaveLength(1);
});

test('a conversation’s line tells of itself only, and takes a message once however often it is said', async () => {
  const { key } = await keyOf(['conversations:read', 'conversations:write']);
  const [mine] = [await written(), await written()];
  await using at = await line(`${desk.companyId}/${mine}/`, key);
  await at.ready();
  await written('de outra pessoa');
  const clientId = randomUUID();
  for (let time = 0; time < 2; time += 1) at.say({ type: 'message', clientId, text: 'Já vejo.' });
  await until(() => at.of('message_received').length === 2);
  expect(at.of('message_received')).toEqual([
    { clientId, messageId: clientId },
    { clientId, messageId: clientId },
  ]);
  await until(() => at.of('new_message').length > 0);
  expect(at.of('new_message').map(({ text }) => text)).toEqual(['Já vejo.']);
  const rows = await database.asOwner('select source from message where id = $1', [clientId]);
  expect(rows).toMatchObject([{ source: 'api' }]);
  await desk.inside((trx) => closeConversation(trx, admin, { conversationId: mine ?? '', reason: '' }));
  await until(() => at.of('session_ended').length === 1);
});

test('a conversation’s line tells its place in line, and again when it moves up', async () => {
  const { key } = await keyOf(['conversations:read']);
  await database.asOwner("update queue set distribution = 'manual' where company_id = $1", [desk.companyId]);
  const [first, second] = [await written(), await written()];
  await using at = await line(`${desk.companyId}/${second}/`, key);
  const places = () => at.of('queue_position').map(({ conversationId, position }) => ({ conversationId, position }));
  await until(() => places().length === 1);
  const before = Number(places()[0]?.position);
  await desk.inside((trx) => assignConversation(trx, admin, { conversationId: first, userId: admin.userId }));
  await until(() => places().length === 2);
  expect(places()).toEqual([
    { conversationId: second, position: before },
    { conversationId: second, position: before - 1 },
  ]);
  await desk.inside((trx) => assignConversation(trx, admin, { conversationId: second, userId: admin.userId }));
  await until(() => places().length === 3);
  expect(places()[2]).toEqual({ conversationId: second, position: null });
});

test('the token may be the first message, and an access token opens what its person may see', async () => {
  const { key } = await keyOf(['conversations:read']);
  await using at = await line(desk.companyId, null);
  at.say({ type: 'auth', token: key });
  await at.ready();
  expect(at.types()).toEqual(['system_message']);
});

test('who may not is turned away: no token, a wrong one, another company’s, a scope that lacks, a conversation out of sight', async () => {
  const { key } = await keyOf(['contacts:read']);
  const { key: reading } = await keyOf(['conversations:read']);
  const stranger = await testDesk(database);
  const theirs = await stranger.user('admin');
  const foreign = await stranger.inside((trx) =>
    createKey(trx, theirs, { name: 'x', scopes: ['conversations:read'], expiresAt: null }, new Date()),
  );
  const outside = await desk.user('attendant', []);
  const narrow = await keyOf(['conversations:read'], outside);
  const conversationId = await written();
  await desk.inside((trx) => assignConversation(trx, admin, { conversationId, userId: admin.userId }));
  for (const [path, token] of [
    [desk.companyId, 'nonsense'],
    [desk.companyId, key],
    [desk.companyId, foreign.key],
    [stranger.companyId, reading],
    [`${desk.companyId}/${conversationId}`, narrow.key],
    [`${desk.companyId}/${randomUUID()}`, reading],
  ] as const) {
    await using at = await line(path, token);
    await until(() => at.closed() !== null);
    expect(at.closed(), path).toBe(4401);
    expect(at.told).toEqual([]);
  }
  await stranger[Symbol.asyncDispose]();
});

test('a key that is revoked closes its lines within seconds', async () => {
  const { id, key } = await keyOf(['conversations:read']);
  await using at = await line(desk.companyId, key);
  await at.ready();
  await desk.inside((trx) => revokeKey(trx, admin, { id }, new Date()));
  await until(() => at.closed() === 4401, 3_000);
});

test('a key that only reads cannot write, and nonsense is answered, not fatal', async () => {
  const { key } = await keyOf(['conversations:read']);
  const conversationId = await written();
  await using at = await line(`${desk.companyId}/${conversationId}`, key);
  await at.ready();
  at.say({ type: 'message', clientId: randomUUID(), text: 'x' });
  await until(() => at.of('error').length === 1);
  expect(at.of('error')[0]).toMatchObject({ code: 'auth.scopeMissing', scope: 'conversations:write' });
  at.say('{not json');
  at.say({ type: 'message', clientId: 'x', text: '' });
  await until(() => at.of('error').length === 3);
  at.say({ type: 'typing' });
  expect(at.closed()).toBeNull();
});

test('on the company’s line a message is refused with its id, and a flood is slowed', async () => {
  const { key } = await keyOf(['conversations:read', 'conversations:write']);
  await using all = await line(desk.companyId, key);
  await all.ready();
  const clientId = randomUUID();
  all.say({ type: 'message', clientId, text: 'x' });
  await until(() => all.of('error').length === 1);
  expect(all.of('error')[0]).toMatchObject({ code: 'input.invalid', clientId });
  const conversationId = await written();
  await using at = await line(`${desk.companyId}/${conversationId}`, key);
  await at.ready();
  for (let each = 0; each < 8; each += 1) at.say({ type: 'message', clientId: randomUUID(), text: `m${each}` });
  await until(() => at.of('message_received').length + at.of('error').length === 8, 20_000);
  expect(at.of('error')[0]).toMatchObject({ code: 'auth.tooManyAttempts', retryAfterSeconds: expect.any(Number) });
}, 30_000);

test('a status that changes later is no news', async () => {
  const { key } = await keyOf(['conversations:read']);
  const conversationId = await written();
  await using at = await line(`${desk.companyId}/${conversationId}`, key);
  await at.ready();
  await database.asOwner('update message set edited_at = now() where company_id = $1', [desk.companyId]);
  await written('depois');
  await new Promise((done) => setTimeout(done, 500));
  expect(at.of('new_message')).toEqual([]);
});
