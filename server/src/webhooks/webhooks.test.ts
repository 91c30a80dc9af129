import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { WEBHOOK_EVENT_TYPES, WEBHOOK_EVENTS, type WebhookEventType } from '@balcao/domain';
import { newRowId } from '@balcao/replica';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { parseCredentialKeys } from '../channels/credentials.ts';
import { inCompany, type Trx } from '../db/index.ts';
import { type Lanes, startLanes } from '../jobs/index.ts';
import { startSequencer } from '../sync/sequencer.ts';
import { quiet, type TestDatabase, testCompany, testDatabase, testUser, until } from '../testing/index.ts';
import { type HookOptions, hookLane } from './hookLane.ts';
import { createEndpoint, editEndpoint, resendDelivery, rotateSecret, testEndpoint } from './manageEndpoint.ts';
import { startWebhookRelay } from './relay.ts';
import { deliveriesOf, endpointById, forgetDeliveries } from './store.ts';
import { testReceiver } from './testReceiver.ts';

const KEYS = `k1:${Buffer.alloc(32, 7).toString('base64')}`;
const credentialKeys = parseCredentialKeys(KEYS);
const ground = { credentialKeys, open: true };

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase({ poolSize: 20 });
});
afterAll(() => database.close());

/** A company with an admin, a channel, a contact and a conversation; workers and relay as the server has them. */
async function company(options: Partial<HookOptions> = {}, { works = true } = {}) {
  const companyId = await testCompany(database);
  const userId = await testUser(database, companyId, { email: `${crypto.randomUUID()}@hooks.example`, role: 'admin' });
  const actor = { companyId, userId, role: 'admin' as const, queueIds: [] };
  const inside = <T>(work: (trx: Trx) => Promise<T>) => inCompany(database, companyId, work);
  const ids = { channelId: newRowId(), contactId: newRowId(), conversationId: newRowId() };
  const values = {
    companyId,
    name: 'x',
    externalId: ids.channelId,
    kind: 'whatsapp',
    status: 'active',
    credentials: 'x',
  };
  await inside((trx) =>
    trx
      .insertInto('channel')
      .values({ id: ids.channelId, ...values })
      .execute(),
  );
  const stops: (() => Promise<void>)[] = [];
  if (works) {
    const sequencer = startSequencer(database, quiet);
    const relay = await startWebhookRelay(database, quiet);
    const lanes: Lanes = await startLanes({
      database,
      log: quiet,
      workers: [hookLane({ log: quiet, ...ground, ...options })],
    });
    stops.push(
      () => lanes.stop(),
      () => relay.stop(),
      () => sequencer.stop(),
    );
  }
  return {
    actor,
    inside,
    ...ids,
    endpoint: (url: string, events: readonly WebhookEventType[] = WEBHOOK_EVENT_TYPES) =>
      inside((trx) => createEndpoint(trx, actor, { url, description: '', events: [...events] }, ground)),
    contact: (id = newRowId(), name = 'Contato de teste') =>
      inside((trx) => trx.insertInto('contact').values({ companyId, id, name }).execute()),
    log: async (endpointId: string) =>
      inside((trx) => deliveriesOf(trx, companyId, { endpointId, state: null, before: null, limit: 500 })),
    state: (id: string) => inside((trx) => endpointById(trx, companyId, id)),
    [Symbol.asyncDispose]: async () => {
      for (const stop of stops) await stop();
    },
  };
}

test('every event is told once, signed, in the shape that the domain promises', async () => {
  await using at = await company();
  await using receiver = await testReceiver();
  const { secret } = await at.endpoint(receiver.url);
  const { companyId, userId } = at.actor;
  const { contactId, channelId, conversationId } = at;
  const other = newRowId();
  const own = { companyId, id: conversationId };
  await at.contact(contactId);
  await at.contact(other);
  await at.inside(async (trx) => {
    await trx
      .updateTable('contact')
      .set({ email: 'a@example.com' })
      .where('companyId', '=', companyId)
      .where('id', '=', contactId)
      .execute();
    await trx
      .insertInto('conversation')
      .values({ ...own, contactId, channelId, channelKind: 'whatsapp' })
      .execute();
    const message = {
      companyId,
      conversationId,
      channelId,
      kind: 'text',
      text: 'Olá',
      content: '{"kind":"text","text":"Olá"}',
    };
    const out = newRowId();
    await trx
      .insertInto('message')
      .values([
        { ...message, id: newRowId(), direction: 'in', source: 'contact' },
        { ...message, id: out, direction: 'out', source: 'person', status: 'pending' },
        { ...message, id: newRowId(), direction: 'note', source: 'person' },
        { ...message, id: newRowId(), direction: 'system', source: 'system' },
      ])
      .execute();
    const change = (set: object) =>
      trx.updateTable('message').set(set).where('companyId', '=', companyId).where('id', '=', out).execute();
    await change({ status: 'sent' });
    await change({ editedAt: new Date() });
    await change({ deletedAt: new Date() });
    const queueId = newRowId();
    await trx.insertInto('queue').values({ companyId, id: queueId, name: 'Fila' }).execute();
    const tagId = newRowId();
    await trx.insertInto('tag').values({ companyId, id: tagId, name: 'vip' }).execute();
    await trx
      .updateTable('tag')
      .set({ color: 'red' })
      .where('companyId', '=', companyId)
      .where('id', '=', tagId)
      .execute();
    for (const set of [
      { assigneeId: userId },
      { queueId },
      { tags: [tagId] },
      { status: 'snoozed', snoozedUntil: new Date() },
      { status: 'open', snoozedUntil: null },
      { status: 'closed', closedAt: new Date() },
      { status: 'open', closedAt: null },
    ])
      await trx
        .updateTable('conversation')
        .set(set)
        .where('companyId', '=', companyId)
        .where('id', '=', conversationId)
        .execute();
    await trx.deleteFrom('tag').where('companyId', '=', companyId).where('id', '=', tagId).execute();
    const mergeId = newRowId();
    await trx
      .insertInto('contactMerge')
      .values({
        companyId,
        id: mergeId,
        survivorId: contactId,
        mergedId: other,
        userId,
        survivorBefore: '{}',
        survivorAfter: '{}',
        identities: '[]',
        conversations: '[]',
      })
      .execute();
    await trx
      .updateTable('contactMerge')
      .set({ undoneAt: new Date(), undoneBy: userId })
      .where('companyId', '=', companyId)
      .where('id', '=', mergeId)
      .execute();
    await trx
      .updateTable('channel')
      .set({ status: 'inactive' })
      .where('companyId', '=', companyId)
      .where('id', '=', channelId)
      .execute();
  });
  const types = () => receiver.received.map(({ type }) => type).sort();
  // Turns are told by their lane (turns.test.ts), the rest by triggers.
  const wanted = [...WEBHOOK_EVENT_TYPES.filter((type) => type !== 'turn.received'), 'contact.created'].sort();
  await until(() => receiver.received.length >= wanted.length);
  expect(types()).toEqual(wanted);
  for (const each of receiver.received) {
    expect(receiver.verify(secret, each)).toMatchObject({ type: each.type });
    const shape = WEBHOOK_EVENTS[each.type as WebhookEventType];
    expect(shape.safeParse(each.data).error?.issues ?? [], each.type).toEqual([]);
    expect(Object.keys(each.data).sort()).toEqual(Object.keys(shape.shape).sort());
  }
});

test('what was taken back is told to nobody, and an address hears only what it asked for', async () => {
  await using at = await company();
  await using receiver = await testReceiver();
  await at.endpoint(receiver.url, ['contact.created']);
  await at
    .inside(async (trx) => {
      await trx.insertInto('contact').values({ companyId: at.actor.companyId, name: 'never' }).execute();
      throw new Error('taken back');
    })
    .catch(() => {});
  await at.contact(at.contactId, 'kept');
  await at.inside((trx) =>
    trx.updateTable('contact').set({ name: 'kept still' }).where('companyId', '=', at.actor.companyId).execute(),
  );
  await until(() => receiver.received.length === 1);
  await at.contact(newRowId(), 'second');
  await until(() => receiver.received.length === 2);
  expect(receiver.received.map(({ data }) => data.name)).toEqual(['kept', 'second']);
});

test('a forged body or another secret does not verify', async () => {
  await using at = await company();
  await using receiver = await testReceiver();
  const { secret } = await at.endpoint(receiver.url);
  const other = await at.endpoint(receiver.url, ['tag.created']);
  await at.contact();
  await until(() => receiver.received.length === 1);
  const [one] = receiver.received;
  if (!one) throw new Error('nothing came');
  expect(() => receiver.verify(secret, { ...one, body: one.body.replace('teste', 'outro') })).toThrow();
  expect(() => receiver.verify(other.secret, one)).toThrow();
});

test('after a rotation both secrets verify, and the old one no longer when its time is over', async () => {
  await using at = await company();
  await using receiver = await testReceiver();
  const { id, secret } = await at.endpoint(receiver.url);
  const { secret: next } = await at.inside((trx) => rotateSecret(trx, at.actor, id, ground, new Date()));
  await at.contact();
  await until(() => receiver.received.length === 1);
  const [first] = receiver.received;
  if (!first) throw new Error('nothing came');
  receiver.verify(secret, first);
  receiver.verify(next, first);
  await at.inside((trx) =>
    trx
      .updateTable('webhookEndpoint')
      .set({ previousUntil: new Date(0) })
      .where('companyId', '=', at.actor.companyId)
      .execute(),
  );
  await at.contact();
  await until(() => receiver.received.length === 2);
  const [, second] = receiver.received;
  if (!second) throw new Error('nothing came');
  receiver.verify(next, second);
  expect(() => receiver.verify(secret, second)).toThrow();
});

test('a receiver that fails is tried again with the same id, and the log says what it answered', async () => {
  let fails = true;
  await using at = await company();
  await using receiver = await testReceiver((_one, response) => {
    response.statusCode = fails ? 503 : 204;
    response.end(fails ? 'down for a while' : '');
  });
  const { id } = await at.endpoint(receiver.url);
  await at.contact();
  await until(async () => (await at.log(id))[0]?.attempts === 1);
  const [failed] = await at.log(id);
  expect(failed).toMatchObject({ state: 'waiting', log: [{ status: 503, body: 'down for a while', why: null }] });
  const waitMs = (failed?.nextAt.getTime() ?? 0) - Date.now();
  expect(waitMs).toBeGreaterThan(2_000);
  expect(waitMs).toBeLessThan(7_000);
  expect((await at.state(id))?.failingSince).not.toBeNull();
  fails = false;
  await until(() => receiver.received.length === 2, 12_000);
  await until(async () => (await at.log(id))[0]?.state === 'delivered');
  expect(new Set(receiver.received.map((each) => each.id)).size).toBe(1);
  expect(new Set(receiver.received.map((each) => each.body)).size).toBe(1);
  expect(await at.state(id)).toMatchObject({ failingSince: null, lastSuccessAt: expect.any(Date) });
}, 20_000);

test('a slow receiver is given up in time, a redirect is not followed, and neither keeps another address waiting', async () => {
  await using at = await company({ answerWithinMs: 400 });
  await using slow = await testReceiver(() => {});
  await using well = await testReceiver();
  await using away = await testReceiver((_one, response) => {
    response.writeHead(302, { location: well.url });
    response.end();
  });
  const [a, b] = [await at.endpoint(slow.url), await at.endpoint(away.url)];
  await at.endpoint(well.url);
  await at.contact();
  await until(() => well.received.length === 1);
  await until(async () => (await at.log(a.id))[0]?.log[0]?.why === 'timeout');
  await until(async () => (await at.log(b.id))[0]?.log[0]?.status === 302);
  expect(well.received).toHaveLength(1);
});

test('an answer without end is cut, and Retry-After is waited for', async () => {
  await using at = await company();
  await using receiver = await testReceiver((_one, response) => {
    response.writeHead(429, { 'retry-after': '600' });
    const flood = setInterval(() => response.write('x'.repeat(10_000)), 1);
    response.on('close', () => clearInterval(flood));
  });
  const { id } = await at.endpoint(receiver.url);
  await at.contact();
  await until(async () => (await at.log(id))[0]?.attempts === 1);
  const [delivery] = await at.log(id);
  expect(delivery?.log[0]).toMatchObject({ status: 429, body: 'x'.repeat(2_000) });
  expect((delivery?.nextAt.getTime() ?? 0) - Date.now()).toBeGreaterThan(590_000);
});

test('an address that is gone is switched off at once, with a notice; switched on again it hears anew', async () => {
  let status = 410;
  await using at = await company();
  await using receiver = await testReceiver((_one, response) => void response.writeHead(status).end());
  const { id } = await at.endpoint(receiver.url, ['contact.created']);
  await at.contact();
  await until(async () => (await at.state(id))?.state === 'disabled');
  expect((await at.log(id))[0]).toMatchObject({ state: 'failed', attempts: 1 });
  const notices = () =>
    at.inside((trx) => trx.selectFrom('notice').selectAll().where('companyId', '=', at.actor.companyId).execute());
  expect(await notices()).toMatchObject([
    { kind: 'webhookDisabled', settledAt: null, notice: { reason: 'gone', url: receiver.url } },
  ]);
  await at.contact();
  expect(await at.log(id)).toHaveLength(1);
  status = 200;
  await at.inside((trx) => editEndpoint(trx, at.actor, { id, isPaused: false }, ground));
  expect((await notices())[0]?.settledAt).not.toBeNull();
  await at.contact();
  await until(() => receiver.received.length === 2);
});

test('an address without a good answer for three days is switched off, and what waited goes out when it is on again', async () => {
  let status = 500;
  await using at = await company();
  await using receiver = await testReceiver((_one, response) => void response.writeHead(status).end());
  const { id } = await at.endpoint(receiver.url, ['contact.created']);
  await at.contact();
  await until(async () => (await at.log(id))[0]?.attempts === 1);
  const longAgo = new Date(Date.now() - 73 * 3_600_000);
  await at.inside((trx) =>
    trx
      .updateTable('webhookEndpoint')
      .set({ failingSince: longAgo })
      .where('companyId', '=', at.actor.companyId)
      .execute(),
  );
  await at.contact();
  await until(async () => (await at.state(id))?.disabledFor === 'failing');
  expect((await at.log(id)).map(({ state }) => state)).toEqual(['waiting', 'waiting']);
  status = 200;
  await database.asOwner('update webhook_delivery set next_at = now() where endpoint_id = $1', [id]);
  await at.inside((trx) => editEndpoint(trx, at.actor, { id, isPaused: false }, ground));
  await until(async () => (await at.log(id)).every(({ state }) => state === 'delivered'));
});

test('the test button sends a signed event, and a delivery can be sent again with its id', async () => {
  await using at = await company();
  await using receiver = await testReceiver();
  const { id, secret } = await at.endpoint(receiver.url, ['tag.created']);
  const { deliveryId } = await at.inside((trx) => testEndpoint(trx, at.actor, id));
  await until(() => receiver.received.length === 1);
  await until(async () => (await at.log(id))[0]?.state === 'delivered');
  await at.inside((trx) => resendDelivery(trx, at.actor, id, deliveryId, new Date()));
  await until(() => receiver.received.length === 2);
  expect(receiver.received.map((each) => each.id)).toEqual([deliveryId, deliveryId]);
  for (const each of receiver.received) expect(receiver.verify(secret, each)).toMatchObject({ type: 'webhook.test' });
});

test('in production nothing is sent to an address that is not on the internet, whatever it was when it was saved', async () => {
  await using at = await company({ open: false });
  await using receiver = await testReceiver();
  const { id } = await at.endpoint(receiver.url.replace('127.0.0.1', 'localhost'));
  await at.contact();
  await until(async () => (await at.log(id))[0]?.log[0]?.why === 'closedAddress');
  expect(receiver.received).toEqual([]);
});

test('a worker killed in the midst of it: every event arrives at least once, and none is lost', async () => {
  await using at = await company({}, { works: false });
  await using receiver = await testReceiver((_one, response) => void setTimeout(() => response.end('ok'), 30));
  const { id } = await at.endpoint(receiver.url, ['contact.created']);
  const relay = await startWebhookRelay(database, quiet);
  const names = Array.from({ length: 120 }, (_each, index) => `Contato de teste ${index}`);
  await Promise.all(names.map((name) => at.contact(newRowId(), name)));
  const start = async () => {
    const worker = fork(join(import.meta.dirname, 'webhooks.process.ts'), [database.url, KEYS]);
    await once(worker, 'message');
    return worker;
  };
  for (const until_ of [15, 60]) {
    const worker = await start();
    await until(() => receiver.received.length >= until_, 20_000);
    worker.kill('SIGKILL');
    await once(worker, 'exit');
  }
  const last = await start();
  await until(async () => (await at.log(id)).every(({ state }) => state === 'delivered'), 30_000);
  last.kill('SIGKILL');
  await relay.stop();
  const told = new Map(receiver.received.map((each) => [each.id, each.data.name]));
  expect([...told.values()].sort()).toEqual([...names].sort());
}, 90_000);

test('a company without addresses pays with no row', async () => {
  await using at = await company({}, { works: false });
  await at.contact();
  expect(await database.asOwner('select 1 from webhook_delivery where company_id = $1', [at.actor.companyId])).toEqual(
    [],
  );
});

test('what was settled long ago is forgotten, what waits is not', async () => {
  await using at = await company({}, { works: false });
  const { id } = await at.endpoint('http://127.0.0.1:9/', ['contact.created']);
  for (let each = 0; each < 3; each += 1) await at.contact();
  const [a, b] = await at.log(id);
  await database.asOwner(
    "update webhook_delivery set state = 'delivered', settled_at = now() - interval '8 days' where id = $1",
    [a?.id],
  );
  await database.asOwner(
    "update webhook_delivery set state = 'failed', settled_at = now() - interval '8 days' where id = $1",
    [b?.id],
  );
  const ago = (days: number) => new Date(Date.now() - days * 86_400_000);
  expect(await forgetDeliveries(database, ago(7), ago(30))).toBe(1);
  expect(await at.log(id)).toHaveLength(2);
});
