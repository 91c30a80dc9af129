import { startSimulators } from '@balcao/simulators';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { sendMessage } from '../../conversations/index.ts';
import { type TestDatabase, testDatabase, until } from '../../testing/index.ts';
import { credentialKeys, testDesk, textMessage } from '../testDesk.ts';
import { updateChannel } from '../updateChannel.ts';
import { validateChannel } from '../validateChannel.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase({ poolSize: 20 });
});
afterAll(() => database.close());

/** A desk with Meta's stand-in behind it, and as many conversations as wanted. */
async function desks({ people, limits = {} }: { people: number; limits?: Record<string, number> }) {
  const desk = await testDesk(database);
  const address = await desk.app.listen({ port: 0, host: '127.0.0.1' });
  const simulators = await startSimulators({
    port: 0,
    whatsapp: {
      phoneNumberId: desk.phoneNumberId,
      appSecret: desk.appSecret,
      verifyToken: desk.verifyToken,
      webhookUrl: `${address}/webhooks/whatsapp/`,
    },
    delays: { sentMs: 5, deliveredMs: 5, readMs: null, webhookRetryMs: [50] },
    settings: { limits: { messagesPerSecond: 10_000, ...limits } },
  });
  await desk.pointAt(simulators.url);
  const attendant = await desk.user('attendant');
  const messages = Array.from({ length: people }, (_, n) =>
    textMessage('Bom dia', { from: `5511900${String(n).padStart(6, '0')}` }),
  );
  await desk.deliver(desk.body({ messages }));
  await desk.settled();
  const conversationIds = (await desk.conversations()).map(({ id }) => id);
  return {
    ...desk,
    simulators,
    conversationIds,
    send: (n: number, text: string) =>
      desk.inside((trx) =>
        sendMessage(trx, attendant, { conversationId: conversationIds[n] ?? '', kind: 'text', text }),
      ),
    outbox: async (): Promise<{ to: string; text: { body: string } }[]> =>
      Object(await (await fetch(`${simulators.url}/_sim/whatsapp/outbox`)).json()).messages,
    channel: async () => {
      const [row] = await database.asOwner<{ status: string; status_reason: string }>(
        'select status, status_reason from channel where company_id = $1',
        [desk.companyId],
      );
      return row;
    },
    breaker: async () => {
      const [row] = await database.asOwner<{ breaker: { state: string; openings: number } | null }>(
        'select breaker from channel_flow where company_id = $1',
        [desk.companyId],
      );
      return row?.breaker ?? null;
    },
    /** As if the time until the next probe had passed. */
    probeNow: async () => {
      await database.asOwner(
        `update channel_flow set breaker = jsonb_set(breaker, '{probeAt}', '0') where company_id = $1`,
        [desk.companyId],
      );
      await database.asOwner(
        `update lane set due_at = now(), gen = gen + 1 where company_id = $1 and key like 'flow:%'`,
        [desk.companyId],
      );
    },
    [Symbol.asyncDispose]: async () => {
      await simulators.close();
      await desk[Symbol.asyncDispose]();
    },
  };
}

test('INB-04 a platform that fails opens the breaker: messages wait and use no attempt, and all leave in order when it is back', async () => {
  await using desk = await desks({ people: 8 });
  desk.simulators.addFault({ target: 'send', kind: 'error', code: 131000 });
  for (let n = 0; n < 8; n += 1) {
    await desk.send(n, `${n}a`);
    await desk.send(n, `${n}b`);
  }
  await until(async () => (await desk.breaker())?.state === 'open');
  expect(await desk.channel()).toMatchObject({ status: 'error', status_reason: expect.stringContaining('131000') });
  await desk.settled();
  const attempts = (await desk.deliveries()).map((each) => each.attempts);
  await desk.probeNow();
  await until(async () => ((await desk.breaker())?.openings ?? 0) === 2);
  await desk.probeNow();
  await until(async () => ((await desk.breaker())?.openings ?? 0) === 3);
  const later = await desk.deliveries();
  expect(later.map((each) => each.attempts)).toEqual(attempts);
  expect(later.every((each) => each.state === 'queued' || each.state === 'FAILED_TEMPORARY')).toBe(true);
  expect(await desk.outbox()).toEqual([]);

  desk.simulators.clearFaults();
  await desk.probeNow();
  await until(async () => (await desk.breaker()) === null);
  expect(await desk.channel()).toEqual({ status: 'active', status_reason: '' });
  await database.asOwner('update delivery set due_at = now() where company_id = $1', [desk.companyId]);
  await database.asOwner('update lane set due_at = now() where company_id = $1', [desk.companyId]);
  await until(async () => (await desk.outbox()).length === 16);
  const bodies = (await desk.outbox()).map(({ text }) => text.body);
  for (let n = 0; n < 8; n += 1) expect(bodies.indexOf(`${n}a`)).toBeLessThan(bodies.indexOf(`${n}b`));
});

test('INB-04 a token that expired fails no message; a new one lets everything go at once', async () => {
  await using desk = await desks({ people: 2 });
  desk.simulators.addFault({ target: 'send', kind: 'error', code: 190 });
  await desk.send(0, 'um');
  await until(async () => (await desk.channel())?.status === 'error');
  await desk.send(1, 'dois');
  await desk.settled();
  expect(await desk.channel()).toMatchObject({ status_reason: expect.stringContaining('190') });
  expect((await desk.deliveries()).map(({ state, attempts }) => [state, attempts])).toEqual([
    ['queued', 0],
    ['queued', 0],
  ]);

  desk.simulators.clearFaults();
  const input = { channelId: desk.channelId, credentials: { accessToken: 'sim-access-token' } };
  await desk.inside((trx) => updateChannel(trx, desk.companyId, credentialKeys, input));
  await until(async () => (await desk.outbox()).length === 2);
  expect(await desk.channel()).toEqual({ status: 'active', status_reason: '' });
});

test('INB-04 probes take turns: a message that the platform cannot stand does not keep a channel shut', async () => {
  await using desk = await desks({ people: 3 });
  desk.simulators.addFault({ target: 'send', kind: 'error', code: 131000 });
  for (let n = 0; n < 3; n += 1) await desk.send(n, `m${n}`);
  for (let n = 0; n < 3 && (await desk.breaker())?.state !== 'open'; n += 1) await desk.hurry();
  const probers: unknown[] = [];
  for (let openings = 2; openings < 5; openings += 1) {
    await desk.probeNow();
    await until(async () => (await desk.breaker())?.openings === openings);
    const [row] = await database.asOwner('select prober_id from channel_flow where company_id = $1', [desk.companyId]);
    probers.push(row?.prober_id);
  }
  expect(probers[1]).not.toEqual(probers[0]);
  expect(probers[2]).not.toEqual(probers[1]);
});

test('a channel that is switched off sends nothing that waited, and all of it when it is on again', async () => {
  await using desk = await desks({ people: 1 });
  desk.simulators.addFault({ target: 'send', kind: 'error', code: 131000, times: 1 });
  await desk.send(0, 'um');
  await until(async () => (await desk.deliveries())[0]?.state === 'FAILED_TEMPORARY');
  const pause = (isPaused: boolean) =>
    desk.inside((trx) => updateChannel(trx, desk.companyId, credentialKeys, { channelId: desk.channelId, isPaused }));
  await pause(true);
  await desk.hurry();
  expect(await desk.outbox()).toEqual([]);
  await pause(false);
  await until(async () => (await desk.outbox()).length === 1);
});

test('INB-20 a number’s pace is kept, fairly: a long queue of one person does not push the others', async () => {
  await using desk = await desks({ people: 3, limits: { pairBurst: 1000 } });
  await desk.inside((trx) =>
    trx
      .insertInto('channelFlow')
      .values({ companyId: desk.companyId, channelId: desk.channelId, perSecond: 20 })
      .execute(),
  );
  for (let n = 0; n < 20; n += 1) await desk.send(0, `longa ${n}`);
  await desk.send(1, 'curta 1');
  await desk.send(2, 'curta 2');
  await until(async () => (await desk.outbox()).length === 22, 20_000);
  const begun = (await desk.deliveries()).map(({ sendingSince }) => sendingSince?.getTime() ?? 0);
  expect(Math.max(...begun) - Math.min(...begun)).toBeGreaterThan(500); // 21 slots of 50 ms, the first perhaps late
  const bodies = (await desk.outbox()).map(({ text }) => text.body);
  expect(bodies.indexOf('curta 1')).toBeLessThan(19);
  expect(bodies.indexOf('curta 2')).toBeLessThan(19);
  expect(bodies.filter((body) => body.startsWith('longa'))).toEqual(Array.from({ length: 20 }, (_, n) => `longa ${n}`));
  await until(async () => (await desk.deliveries()).every(({ state }) => state === 'sent'));
  expect((await desk.deliveries()).every(({ attempts }) => attempts === 1)).toBe(true);
});

test('INB-20 after the burst to one person the next message waits for its turn, without an attempt', async () => {
  await using desk = await desks({ people: 1 });
  const pair = (fullIn: string) =>
    database.asOwner(
      `insert into pair_pace (company_id, conversation_id, full_at) values ($1, $2, now() + $3::interval)
        on conflict on constraint pair_pace_key do update set full_at = excluded.full_at`,
      [desk.companyId, desk.conversationIds[0], fullIn],
    );
  await pair('300 s'); // 45 messages earn 270 s: the next may leave in 36 s
  await desk.send(0, 'a quadragésima sexta');
  await desk.settled();
  expect(await desk.deliveries()).toMatchObject([{ state: 'queued', attempts: 0 }]);
  const [lane] = await database.asOwner<{ in_s: number }>(
    `select extract(epoch from due_at - now())::float8 as in_s from lane where company_id = $1 and key like 'out:%'`,
    [desk.companyId],
  );
  expect(lane?.in_s).toBeGreaterThan(25);
  expect(lane?.in_s).toBeLessThan(36.1);
  await pair('0 s');
  await desk.hurry();
  await until(async () => (await desk.outbox()).length === 1);
  const [kept] = await database.asOwner<{ in_s: number }>(
    `select extract(epoch from full_at - now())::float8 as in_s from pair_pace where company_id = $1`,
    [desk.companyId],
  );
  expect(kept?.in_s).toBeGreaterThan(1);
});

test('INB-20 a platform that says "later" to one message is left alone by the whole channel for so long', async () => {
  await using desk = await desks({ people: 2 });
  desk.simulators.addFault({ target: 'send', kind: 'error', code: 130429, status: 429, retryAfter: 2, times: 1 });
  await desk.send(0, 'um');
  await until(async () => (await desk.deliveries())[0]?.errorCode === '130429');
  const heldAt = performance.now();
  await desk.send(1, 'dois');
  await until(async () => (await desk.outbox()).length === 2, 8_000);
  expect(performance.now() - heldAt).toBeGreaterThan(1_500);
  expect((await desk.deliveries()).map(({ attempts }) => attempts)).toEqual([1, 1]);
});

test('the pace that a platform grants a number is asked with the test of the channel', async () => {
  await using desk = await desks({ people: 1 });
  const { companyId, channelId } = desk;
  await validateChannel(database, credentialKeys, { companyId, channelId });
  expect(await database.asOwner('select per_second from channel_flow where company_id = $1', [companyId])).toEqual([
    { per_second: 80 },
  ]);
});
