import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { newRowId } from '@balcao/replica';
import { startSimulators } from '@balcao/simulators';
import sharp from 'sharp';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Actor } from '../auth/index.ts';
import { resendMessage } from '../conversations/delivery.ts';
import { sendMessage } from '../conversations/index.ts';
import { finishUpload } from '../media/finishUpload.ts';
import { createMediaFiles } from '../media/index.ts';
import { type TestDatabase, testDatabase, until } from '../testing/index.ts';
import { CREDENTIAL_KEY_LIST, type TestDesk, testDesk, textMessage } from './testDesk.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase({ poolSize: 20 });
});
const folder = mkdtempSync(join(tmpdir(), 'balcao-outbound-'));
afterAll(async () => {
  await database.close();
  rmSync(folder, { recursive: true });
});

/** A desk with Meta's stand-in behind it, and a conversation in which the contact has just written. */
async function talkingDesk({ readMs = 20 }: { readMs?: number | null } = {}) {
  const files = createMediaFiles(folder);
  const desk = await testDesk(database, { files });
  const address = await desk.app.listen({ port: 0, host: '127.0.0.1' });
  const simulators = await startSimulators({
    port: 0,
    whatsapp: {
      phoneNumberId: desk.phoneNumberId,
      appSecret: desk.appSecret,
      verifyToken: desk.verifyToken,
      webhookUrl: `${address}/webhooks/whatsapp/`,
    },
    delays: { sentMs: 5, deliveredMs: 10, readMs, webhookRetryMs: [50] },
  });
  await desk.pointAt(simulators.url);
  const attendant = await desk.user('attendant');
  await desk.deliver(desk.body({ messages: [textMessage('Bom dia')] }));
  await desk.settled();
  const conversationId = (await desk.conversations())[0]?.id ?? '';
  return {
    ...desk,
    simulators,
    files,
    attendant,
    conversationId,
    send: (text: string, actor: Actor = attendant) =>
      desk.inside((trx) => sendMessage(trx, actor, { conversationId, kind: 'text', text })),
    outbox: async (): Promise<{ id: string; text: { body: string }; callbackData: string; status: string }[]> =>
      Object(await (await fetch(`${simulators.url}/_sim/whatsapp/outbox`)).json()).messages,
    sent: async () => (await desk.messages()).filter((message) => message.direction === 'out'),
    [Symbol.asyncDispose]: async () => {
      await simulators.close();
      await desk[Symbol.asyncDispose]();
    },
  };
}
type TalkingDesk = Awaited<ReturnType<typeof talkingDesk>>;

const noticesAbout = (messageId: string) =>
  database.asOwner<{ user_id: string; notice: unknown; settled: boolean }>(
    `select user_id, notice, settled_at is not null as settled from notice where notice ->> 'rowId' = $1`,
    [messageId],
  );
const stateOf = async (desk: TestDesk | TalkingDesk) => {
  const [delivery] = await desk.deliveries();
  const message = (await desk.messages()).find((each) => each.id === delivery?.messageId);
  return { state: delivery?.state, attempts: delivery?.attempts, status: message?.status, failure: message?.failure };
};
const dueInSeconds = async (desk: TestDesk | TalkingDesk) =>
  ((await desk.deliveries())[0]?.dueAt.getTime() ?? 0) / 1000 - Date.now() / 1000;

test('INB-19 a reply reaches the phone once and goes from sent to delivered to read', async () => {
  await using desk = await talkingDesk();
  const { messageId } = await desk.send('Olá, em que posso ajudar?');
  await until(async () => (await desk.sent())[0]?.status === 'read');
  expect(await desk.outbox()).toMatchObject([{ text: { body: 'Olá, em que posso ajudar?' }, callbackData: messageId }]);
  expect(await desk.sent()).toMatchObject([
    {
      id: messageId,
      sentAt: expect.any(Date),
      deliveredAt: expect.any(Date),
      readAt: expect.any(Date),
      providerId: expect.stringMatching(/^wamid\./),
    },
  ]);
  expect((await desk.conversations())[0]).toMatchObject({
    lastMessage: { id: messageId, status: 'read' },
    messageCount: 2,
    inboundCount: 1,
  });
  expect(await stateOf(desk)).toMatchObject({ state: 'sent', attempts: 1 });
});

test('INB-20 what is written quickly arrives in the order of writing, although the platform is slow', async () => {
  await using desk = await talkingDesk();
  desk.simulators.addFault({ target: 'send', kind: 'slow', rate: 0.5, ms: 40 });
  for (let n = 0; n < 10; n += 1) await desk.send(`m${n}`);
  await until(async () => (await desk.outbox()).length === 10);
  expect((await desk.outbox()).map((message) => message.text.body)).toEqual(
    Array.from({ length: 10 }, (_, n) => `m${n}`),
  );
});

test('INB-19 statuses twice and out of order end at read all the same', async () => {
  await using desk = await talkingDesk();
  desk.simulators.addFault({ target: 'status', kind: 'duplicate', copies: 3 });
  desk.simulators.addFault({ target: 'status', kind: 'reorder', ms: 60 });
  for (let n = 0; n < 5; n += 1) await desk.send(`m${n}`);
  await until(async () => (await desk.sent()).every((message) => message.status === 'read'));
  await desk.settled();
  expect((await desk.sent()).map((message) => message.status)).toEqual(Array(5).fill('read'));
});

test('INB-20 temporary errors are tried again after 5, 15, 45, 90 and 90 seconds, then it is a dead letter', async () => {
  await using desk = await talkingDesk();
  desk.simulators.addFault({ target: 'send', kind: 'error', code: 131000 });
  await desk.send('Olá');
  await until(async () => (await stateOf(desk)).state === 'FAILED_TEMPORARY');
  for (const [index, seconds] of [5, 15, 45, 90, 90].entries()) {
    expect(await stateOf(desk)).toMatchObject({ state: 'FAILED_TEMPORARY', attempts: index + 1, status: 'pending' });
    expect(await dueInSeconds(desk)).toBeGreaterThan(seconds - 3);
    expect(await dueInSeconds(desk)).toBeLessThanOrEqual(seconds);
    await desk.hurry();
  }
  expect(await stateOf(desk)).toMatchObject({
    state: 'FAILED_PERMANENT',
    attempts: 6,
    status: 'failed',
    failure: { code: '131000' },
  });
  expect(await desk.outbox()).toEqual([]);
});

test('INB-20 a dead letter is sent again by hand, and late news of the first attempt does not fail the second', async () => {
  await using desk = await talkingDesk();
  desk.simulators.addFault({ target: 'status', kind: 'drop' });
  const { messageId } = await desk.send('Olá');
  await until(async () => (await desk.sent())[0]?.status === 'sent');
  const failed = {
    id: (await desk.outbox())[0]?.id,
    status: 'failed',
    timestamp: '1790000000',
    biz_opaque_callback_data: messageId,
    errors: [{ code: 131047, title: 'Re-engagement message' }],
  };
  await desk.deliver(desk.body({ statuses: [failed] }));
  await desk.settled();
  expect(await stateOf(desk)).toMatchObject({
    state: 'FAILED_PERMANENT',
    status: 'failed',
    failure: { code: '131047' },
  });

  expect(await noticesAbout(messageId)).toMatchObject([
    { user_id: desk.attendant.userId, settled: false, notice: { status: 'failed', failure: { code: '131047' } } },
  ]);

  await desk.inside((trx) => resendMessage(trx, desk.attendant, { messageId }));
  expect(await noticesAbout(messageId)).toMatchObject([{ settled: true }]);
  await until(async () => (await desk.outbox()).length === 2);
  await desk.deliver(desk.body({ statuses: [failed] }));
  await desk.settled();
  expect(await stateOf(desk)).toMatchObject({ state: 'sent', status: 'sent', failure: null });
  const delivered = { ...failed, status: 'delivered', errors: undefined };
  await desk.deliver(desk.body({ statuses: [delivered] }));
  await desk.settled();
  expect(await stateOf(desk)).toMatchObject({ state: 'sent', status: 'delivered' });
});

test('INB-20 what cannot heal fails at once, and what stands behind it goes out', async () => {
  await using desk = await talkingDesk();
  desk.simulators.addFault({ target: 'send', kind: 'error', code: 131026, times: 1 });
  await desk.send('um');
  await desk.send('dois');
  await until(async () => (await desk.outbox()).length === 1);
  expect((await desk.outbox())[0]?.text.body).toBe('dois');
  expect(await stateOf(desk)).toMatchObject({ state: 'FAILED_PERMANENT', attempts: 1, failure: { code: '131026' } });
});

test('INB-20 being told to come back later uses no attempt, and is kept to the second', async () => {
  await using desk = await talkingDesk();
  desk.simulators.addFault({ target: 'send', kind: 'error', code: 130429, status: 429, retryAfter: 7, times: 1 });
  await desk.send('Olá');
  await until(async () => (await desk.deliveries())[0]?.errorCode === '130429');
  expect(await stateOf(desk)).toMatchObject({ state: 'queued', attempts: 0, status: 'pending' });
  expect(Math.abs((await dueInSeconds(desk)) - 7)).toBeLessThan(2);
  await desk.hurry();
  expect(await desk.outbox()).toHaveLength(1);
});

test('INB-20 an answer that got lost is settled by the status that carries our id, and nothing is sent twice', async () => {
  await using desk = await talkingDesk();
  desk.simulators.addFault({ target: 'send', kind: 'drop', when: 'after', times: 1 });
  await desk.send('Olá');
  await until(async () => (await desk.sent())[0]?.status === 'read');
  expect(await stateOf(desk)).toMatchObject({ state: 'sent', attempts: 1 });
  expect(await desk.outbox()).toHaveLength(1);
});

test('INB-20 an answer that got lost without any status is unknown after a minute; the next goes out; a person may resend', async () => {
  await using desk = await talkingDesk();
  desk.simulators.addFault({ target: 'send', kind: 'drop', when: 'before', times: 1 });
  const { messageId } = await desk.send('um');
  await until(async () => (await desk.deliveries())[0]?.errorCode !== null);
  await desk.send('dois');
  await desk.hurry();
  expect(await stateOf(desk)).toMatchObject({ state: 'sending', status: 'pending' });
  expect(await desk.outbox()).toEqual([]);
  await database.asOwner("update delivery set sending_since = now() - interval '61 s' where message_id = $1", [
    messageId,
  ]);
  await desk.hurry();
  expect(await stateOf(desk)).toMatchObject({ state: 'unknown', status: 'unknown' });
  expect(await noticesAbout(messageId)).toMatchObject([{ settled: false, notice: { status: 'unknown', text: 'um' } }]);
  await until(async () => (await desk.outbox()).length === 1);
  expect((await desk.outbox())[0]?.text.body).toBe('dois');
  await desk.inside((trx) => resendMessage(trx, desk.attendant, { messageId }));
  await until(async () => (await desk.outbox()).length === 2);
});

test('INB-20 a worker killed between the platform’s answer and its recording: nothing goes out twice, the status settles it', async () => {
  await using desk = await talkingDesk();
  await desk.stopLanes();
  const worker = fork(join(import.meta.dirname, 'outbound.process.ts'), [database.url, CREDENTIAL_KEY_LIST]);
  await once(worker, 'message');
  let calls = 0;
  const platform = createServer((_request, response) => {
    calls += 1;
    worker.kill('SIGKILL'); // it has the message by now; nobody will hear the answer
    response.end(JSON.stringify({ messages: [{ id: 'wamid.MORTO' }] }));
  });
  await new Promise<void>((listening) => platform.listen(0, '127.0.0.1', listening));
  await desk.pointAt(`http://127.0.0.1:${(platform.address() as AddressInfo).port}`);
  const { messageId } = await desk.send('Olá');
  await once(worker, 'exit');
  expect(await stateOf(desk)).toMatchObject({ state: 'sending', status: 'pending' });

  await desk.startLanes();
  await until(
    async () =>
      (
        await desk.inside((trx) =>
          trx
            .selectFrom('lane')
            .select('leaseUntil')
            .where('companyId', '=', desk.companyId)
            .where('key', 'like', 'out:%')
            .executeTakeFirst(),
        )
      )?.leaseUntil === null,
    15_000,
  );
  expect(await stateOf(desk)).toMatchObject({ state: 'sending' });
  await desk.deliver(
    desk.body({
      statuses: [
        { id: 'wamid.MORTO', status: 'delivered', timestamp: '1790000000', biz_opaque_callback_data: messageId },
      ],
    }),
  );
  await until(async () => (await stateOf(desk)).status === 'delivered');
  expect(await stateOf(desk)).toMatchObject({ state: 'sent', attempts: 1 });
  expect(calls).toBe(1);
  platform.close();
  platform.closeAllConnections();
});

test('INB-06 a worker killed in the midst of 200 items: the next one finishes them, each once', async () => {
  await using desk = await talkingDesk();
  await desk.stopLanes();
  const messages = Array.from({ length: 200 }, (_, n) =>
    textMessage(`m${n}`, { from: `55119000${String(n % 5).padStart(5, '0')}` }),
  );
  const worker = fork(join(import.meta.dirname, 'outbound.process.ts'), [database.url, CREDENTIAL_KEY_LIST]);
  await once(worker, 'message');
  await desk.deliver(desk.body({ messages }));
  await until(async () => (await desk.messages()).length > 20);
  worker.kill('SIGKILL');
  await once(worker, 'exit');
  expect((await desk.messages()).length).toBeLessThan(201);
  await desk.startLanes();
  await desk.settled();
  expect(await desk.messages()).toHaveLength(201);
  expect((await desk.conversations()).map((each) => each.inboundCount).sort()).toEqual([1, 40, 40, 40, 40, 40]);
});

async function uploaded(desk: TalkingDesk, fileName: string, mime: string, bytes: Buffer): Promise<string> {
  const mediaId = newRowId();
  await finishUpload(
    { database, files: desk.files },
    desk.attendant,
    { mediaId, fileName, mime },
    Readable.from([bytes]),
  );
  return mediaId;
}

test('INB-18 a picture, a document and a voice message reach the phone as what they are', async () => {
  await using desk = await talkingDesk();
  const { attendant, conversationId, inside } = desk;
  const picture = await sharp({ create: { width: 40, height: 30, channels: 3, background: '#3a7' } })
    .jpeg()
    .toBuffer();
  const voice = Buffer.concat([Buffer.from('OggS\0\x02'), Buffer.alloc(22), Buffer.from('OpusHead'), Buffer.alloc(40)]);
  const mediaIds = [
    await uploaded(desk, 'fachada.jpg', 'image/jpeg', picture),
    await uploaded(desk, 'contrato.pdf', 'application/pdf', Buffer.from('%PDF-1.7\n%%EOF')),
    await uploaded(desk, 'voice.ogg', 'audio/ogg; codecs=opus', voice),
  ];
  const kinds = ['image', 'document', 'audio'] as const;
  for (const [index, kind] of kinds.entries()) {
    const file = {
      mediaId: mediaIds[index] ?? '',
      caption: kind === 'audio' ? '' : 'Como combinado',
      voice: kind === 'audio',
    };
    await inside((trx) => sendMessage(trx, attendant, { conversationId, kind, ...file }));
  }
  await until(async () => (await desk.sent()).filter(({ status }) => status === 'read').length === 3);
  expect(await desk.outbox()).toMatchObject([
    { type: 'image', image: { caption: 'Como combinado', mime_type: 'image/jpeg' } },
    { type: 'document', document: { filename: 'contrato.pdf', caption: 'Como combinado' } },
    { type: 'audio', audio: { voice: true } },
  ]);
});

test('an upload to the platform that breaks costs an attempt and is tried again: nothing was sent yet', async () => {
  await using desk = await talkingDesk();
  const { attendant, conversationId, inside, simulators } = desk;
  await fetch(`${simulators.url}/_sim/faults`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ target: 'media', kind: 'error', times: 1, status: 500 }),
  });
  const mediaId = await uploaded(desk, 'contrato.pdf', 'application/pdf', Buffer.from('%PDF-1.7\n%%EOF'));
  await inside((trx) =>
    sendMessage(trx, attendant, { conversationId, kind: 'document', mediaId, caption: '', voice: false }),
  );
  await until(async () => (await stateOf(desk)).state === 'FAILED_TEMPORARY');
  expect(await stateOf(desk)).toMatchObject({ attempts: 1, status: 'pending' });
  expect(await desk.outbox()).toEqual([]);
});

test('a picture that is none is refused before it goes, and so is the file of a colleague', async () => {
  await using desk = await talkingDesk();
  const { attendant, conversationId, inside } = desk;
  const mediaId = await uploaded(desk, 'foto.jpg', 'image/jpeg', Buffer.from('<svg onload="alert(1)"/>'));
  const wish = { conversationId, kind: 'image' as const, mediaId, caption: '', voice: false };
  await expect(inside((trx) => sendMessage(trx, attendant, wish))).rejects.toThrow('message.kindNotSupported');
  const colleague = await desk.user('attendant');
  await expect(inside((trx) => sendMessage(trx, colleague, wish))).rejects.toThrow('record.notFound');
});
