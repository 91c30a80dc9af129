import { setTimeout as sleep } from 'node:timers/promises';
import { type ChannelKind, capabilitiesOf } from '@balcao/domain';
import { newRowId } from '@balcao/replica';
import { type Simulators, startSimulators } from '@balcao/simulators';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { sendMessage } from '../conversations/index.ts';
import { finishUpload } from '../media/finishUpload.ts';
import { quiet, type TestDatabase, testDatabase } from '../testing/index.ts';
import { createChannel } from './createChannel.ts';
import { nameLane } from './nameLane.ts';
import { credentialKeys, type TestDesk, testDesk } from './testDesk.ts';
import { validateChannel } from './validateChannel.ts';

/** Every platform but WhatsApp, from its simulator to the desk and back, over real HTTP. */
let database: TestDatabase;
let desk: TestDesk;
let simulators: Simulators;
let own: string;

const KINDS = ['facebook', 'instagram', 'sms', 'whaticket'] as const;
type Kind = (typeof KINDS)[number];
const PERSON: Record<Kind, (n: number) => string> = {
  facebook: (n) => `90000000000000${10 + n}`,
  instagram: (n) => `80000000000000${10 + n}`,
  sms: (n) => `+55119000000${10 + n}`,
  whaticket: (n) => `55119000001${10 + n}`,
};
const channels = new Map<ChannelKind, string>();

beforeAll(async () => {
  database = await testDatabase();
  desk = await testDesk(database, { workers: [nameLane({ log: quiet, credentialKeys })] });
  own = await desk.app.listen({ port: 0, host: '127.0.0.1' });
  simulators = await startSimulators({
    port: 0,
    small: {
      facebook: { webhookUrl: `${own}/webhooks/facebook/` },
      instagram: { webhookUrl: `${own}/webhooks/instagram/` },
      sms: { webhookUrl: `${own}/webhooks/sms/` },
      whaticket: { webhookUrl: `${own}/webhook/whaticket` },
    },
  });
  const meta = { accessToken: 'sim-access-token', appSecret: 'sim-app-secret', verifyToken: 'verificar' };
  const accounts = {
    facebook: { externalId: '300000000000001', credentials: { ...meta, baseUrl: `${simulators.url}/_facebook` } },
    instagram: { externalId: '400000000000001', credentials: { ...meta, baseUrl: `${simulators.url}/_instagram` } },
    sms: {
      externalId: '+551140000009',
      credentials: {
        accountSid: 'AC00000000000000000000000000000001',
        authToken: 'sim-auth-token',
        statusCallback: `${own}/webhooks/sms/`,
        baseUrl: simulators.url,
      },
    },
    whaticket: {
      externalId: 'teste',
      credentials: {
        baseUrl: `${simulators.url}/_whaticket`,
        webhookSecret: 'sim-shared-secret',
        webhookToken: 'sim-webhook-token',
        email: 'integracao@example.com',
        password: 'sim-password',
      },
    },
  };
  for (const kind of KINDS) {
    const { channelId } = await desk.inside((trx) =>
      createChannel(trx, desk.companyId, credentialKeys, { kind, name: kind, ...accounts[kind], status: 'active' }),
    );
    channels.set(kind, channelId);
  }
}, 120_000);
afterAll(async () => {
  await simulators.close();
  await desk[Symbol.asyncDispose]();
  await database.close();
});

const simulate = async (path: string, body: unknown): Promise<unknown> => {
  const response = await fetch(`${simulators.url}/_sim/${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`);
  return response.json();
};
const writes = (kind: Kind, n: number, text: string, more: Record<string, unknown> = {}) => {
  const name = kind === 'sms' ? {} : { name: `Contato de teste ${n}` };
  return simulate(`${kind}/inbound`, { from: PERSON[kind](n), text, ...name, ...more });
};
const outboxAnswer = z.object({
  messages: z.array(z.looseObject({ to: z.string(), text: z.string(), body: z.unknown() })),
});
const outbox = async (kind: Kind, n: number) => {
  const response = await fetch(`${simulators.url}/_sim/${kind}/outbox?to=${encodeURIComponent(PERSON[kind](n))}`);
  return outboxAnswer.parse(await response.json()).messages;
};

/** The one conversation of somebody on a channel, once it is there. */
async function conversationOf(kind: Kind, n: number) {
  for (let round = 0; round < 200; round += 1) {
    const value = PERSON[kind](n).replace('+', '');
    const rows = await desk.inside((trx) =>
      trx
        .selectFrom('conversation')
        .innerJoin('contactIdentity', 'contactIdentity.contactId', 'conversation.contactId')
        .innerJoin('contact', 'contact.id', 'conversation.contactId')
        .select(['conversation.id', 'conversation.contactId', 'contact.name'])
        .where('conversation.companyId', '=', desk.companyId)
        .where('conversation.channelKind', '=', kind)
        .where('contactIdentity.value', '=', value)
        .execute(),
    );
    if (rows[0]) return rows[0];
    await sleep(20);
  }
  throw new Error(`nobody wrote over ${kind}`);
}
async function messagesOf(kind: Kind, n: number) {
  const { id } = await conversationOf(kind, n);
  return (await desk.messages()).filter((message) => message.conversationId === id);
}
async function answer(kind: Kind, n: number, text: string) {
  const conversation = await conversationOf(kind, n);
  const attendant = await desk.user('admin');
  const input = { conversationId: conversation.id, kind: 'text' as const, text };
  return (await desk.inside((trx) => sendMessage(trx, attendant, input))).messageId;
}
/** A picture that the attendant uploaded, with words where the channel has room for them. */
async function answerWithPicture(kind: Kind, n: number, bytes: Buffer, caption: string) {
  const conversation = await conversationOf(kind, n);
  const attendant = await desk.user('admin');
  const mediaId = newRowId();
  const wish = { mediaId, fileName: 'pedido.png', mime: 'image/png' };
  await finishUpload({ database, files: desk.files }, attendant, wish, chunksOf(bytes));
  const input = { conversationId: conversation.id, kind: 'image' as const, mediaId, caption, voice: false };
  return (await desk.inside((trx) => sendMessage(trx, attendant, input))).messageId;
}
async function* chunksOf(bytes: Buffer) {
  yield bytes;
}
async function untilStatus(messageId: string, wanted: string | null) {
  for (let round = 0; round < 300; round += 1) {
    const found = (await desk.messages()).find((message) => message.id === messageId);
    if (found?.status === wanted) return found;
    await sleep(20);
  }
  throw new Error(
    `not ${wanted}: ${JSON.stringify((await desk.messages()).find((message) => message.id === messageId))}`,
  );
}

/** How far the platform tells of a message's fate. */
const LAST: Record<Kind, string> = { facebook: 'read', instagram: 'read', sms: 'delivered', whaticket: 'sent' };

const anAddress = expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+\/media\/[\w.-]+$/);
/** The call as each platform documents it; what Messenger and Whaticket take is a form with the file in it. */
const PICTURE_CALL: Record<Kind, object> = {
  facebook: {
    messaging_type: 'RESPONSE',
    message: { attachment: { type: 'image', payload: { is_reusable: false } }, metadata: expect.any(String) },
  },
  instagram: { message: { attachment: { type: 'image', payload: { url: anAddress } } } },
  sms: { Body: 'Segue o pedido', MediaUrl: anAddress },
  whaticket: { number: '5511900000130', body: 'Segue o pedido' },
};

describe.each(KINDS)('%s', (kind) => {
  test('a message reaches the desk, the answer the person, and its fate comes back', async () => {
    await writes(kind, 1, 'Bom dia, vocês atendem convênio?');
    await desk.settled();
    expect(await messagesOf(kind, 1)).toMatchObject([{ direction: 'in', text: 'Bom dia, vocês atendem convênio?' }]);
    const id = await answer(kind, 1, 'Atendemos, sim. Qual é o seu?');
    await untilStatus(id, LAST[kind]);
    expect((await outbox(kind, 1)).map(({ text }) => text)).toEqual(['Atendemos, sim. Qual é o seu?']);
    expect(await messagesOf(kind, 1)).toHaveLength(2);
  });

  test('INB-22 a picture goes out as the platform takes files, and whole', async () => {
    await writes(kind, 20, 'Pode mandar');
    await desk.settled();
    const caption = capabilitiesOf(kind).captionLimit > 0 ? 'Segue o pedido' : '';
    const png = await sharp({ create: { width: 40, height: 30, channels: 3, background: '#0a7' } })
      .png()
      .toBuffer();
    const id = await answerWithPicture(kind, 20, png, caption);
    await untilStatus(id, LAST[kind]);
    const [sent] = await outbox(kind, 20);
    expect(sent).toMatchObject({ text: caption, file: { mime: 'image/png', sizeBytes: png.length } });
    expect(sent?.body).toMatchObject(PICTURE_CALL[kind]);
  });

  test('twenty parallel deliveries of one message are one message', async () => {
    await simulate('faults', { platform: kind, target: 'webhook', kind: 'duplicate', copies: 20, times: 1 });
    await writes(kind, 2, 'Uma vez só');
    await desk.settled();
    expect(await messagesOf(kind, 2)).toHaveLength(1);
  });

  test('a delivery whose answer was lost comes again and changes nothing', async () => {
    await simulate('faults', { platform: kind, target: 'webhook', kind: 'drop', times: 1 });
    await writes(kind, 3, 'De novo');
    await sleep(1_300);
    await desk.settled();
    expect(await messagesOf(kind, 3)).toHaveLength(1);
  });

  test('INB-05 a forged signature is refused and nothing is kept', async () => {
    const before = await database.asOwner<{ n: number }>('select count(*) as n from inbound_item');
    const told = await simulate(`${kind}/inbound?signature=wrong`, { from: PERSON[kind](4), text: 'falsa' });
    expect(told).toMatchObject({ status: 401 });
    expect(await database.asOwner('select count(*) as n from inbound_item')).toEqual(before);
  });

  test('INB-20 a fault that passes is tried again, and arrives once', async () => {
    await writes(kind, 5, 'Olá');
    await desk.settled();
    await simulate('faults', { platform: kind, target: 'send', kind: 'error', status: 500, times: 1 });
    const id = await answer(kind, 5, 'Na segunda vez');
    await desk.settled();
    expect(await desk.deliveries()).toContainEqual(
      expect.objectContaining({ messageId: id, state: 'FAILED_TEMPORARY' }),
    );
    await desk.hurry();
    await untilStatus(id, LAST[kind]);
    expect(await outbox(kind, 5)).toHaveLength(1);
  });

  test('INB-20 a 429 with its time costs no attempt', async () => {
    await writes(kind, 6, 'Olá');
    await desk.settled();
    const code = { facebook: 613, instagram: 613, sms: 20429, whaticket: undefined }[kind];
    await simulate('faults', {
      platform: kind,
      target: 'send',
      kind: 'error',
      status: 429,
      retryAfter: 30,
      times: 1,
      ...(code ? { code } : {}),
    });
    const id = await answer(kind, 6, 'Mais tarde');
    await desk.settled();
    expect(await desk.deliveries()).toContainEqual(
      expect.objectContaining({ messageId: id, state: 'queued', attempts: 0 }),
    );
    await desk.hurry();
    await untilStatus(id, LAST[kind]);
  });

  test('the platform is asked whether the channel works', async () => {
    const channelId = channels.get(kind) ?? '';
    expect(await validateChannel(database, credentialKeys, { companyId: desk.companyId, channelId })).toMatchObject({
      status: 'active',
    });
  });
});

test.each(['facebook', 'instagram', 'sms'] as const)(
  'INB-20 %s: an answer that got lost after the message was taken is settled by what the platform tells, and goes out once',
  async (kind) => {
    await writes(kind, 7, 'Olá');
    await desk.settled();
    await simulate('faults', { platform: kind, target: 'send', kind: 'drop', when: 'after', times: 1 });
    const id = await answer(kind, 7, 'Uma resposta só');
    await untilStatus(id, LAST[kind]);
    expect(await outbox(kind, 7)).toHaveLength(1);
    expect(await messagesOf(kind, 7)).toHaveLength(2);
  },
);

test.each(['facebook', 'instagram'] as const)(
  'INB-27 %s: what the owner writes in the platform’s app stands in the conversation',
  async (kind) => {
    await writes(kind, 8, 'Olá');
    await simulate(`${kind}/echo`, { to: PERSON[kind](8), text: 'Respondido no aplicativo' });
    await desk.settled();
    expect(await messagesOf(kind, 8)).toMatchObject([
      { direction: 'in' },
      { direction: 'out', source: 'phone', text: 'Respondido no aplicativo' },
    ]);
  },
);

test.each(['facebook', 'instagram'] as const)(
  '%s: the platform is asked for the name of somebody it names by id alone',
  async (kind) => {
    await writes(kind, 1, 'Outra vez');
    await desk.settled();
    expect((await conversationOf(kind, 1)).name).toBe('Contato de teste 1');
  },
);

test.each(['facebook', 'instagram'] as const)(
  '%s: after a day the human agent tag carries the answer; after a week there is no way',
  async (kind) => {
    await writes(kind, 9, 'Ontem', { hoursAgo: 30 });
    await desk.settled();
    await database.asOwner(`update conversation set last_inbound_at = now() - interval '30 hours' where id = $1`, [
      (await conversationOf(kind, 9)).id,
    ]);
    await untilStatus(await answer(kind, 9, 'Desculpe a demora'), 'read');
    expect((await outbox(kind, 9))[0]?.body).toMatchObject({ messaging_type: 'MESSAGE_TAG', tag: 'HUMAN_AGENT' });
    await database.asOwner(`update conversation set last_inbound_at = now() - interval '8 days' where id = $1`, [
      (await conversationOf(kind, 9)).id,
    ]);
    await expect(answer(kind, 9, 'Tarde demais')).rejects.toMatchObject({ problem: { code: 'message.windowClosed' } });
  },
);

test('CONN-07 Whaticket: one sign-in serves many messages, and another follows when the token ends', async () => {
  const signIns = async () =>
    z.object({ signIns: z.number() }).parse(await (await fetch(`${simulators.url}/_sim/whaticket/outbox`)).json())
      .signIns;
  await writes('whaticket', 11, 'Olá');
  await desk.settled();
  await untilStatus(await answer('whaticket', 11, 'um'), 'sent');
  const before = await signIns();
  await untilStatus(await answer('whaticket', 11, 'dois'), 'sent');
  expect(await signIns()).toBe(before);
  await simulate('whaticket/expire', {});
  await untilStatus(await answer('whaticket', 11, 'três'), 'sent');
  expect(await signIns()).toBe(before + 1);
});

test('SMS: a number that cannot be reached fails with Twilio’s code', async () => {
  await writes('sms', 12, 'Olá');
  await desk.settled();
  await simulate('sms/settings', { fail: { [PERSON.sms(12)]: 30003 } });
  const found = await untilStatus(await answer('sms', 12, 'Chegou?'), 'failed');
  expect(found.failure).toMatchObject({ code: 'sms.30003' });
});

test('INB-04 a token that ended fails no message: the channel says so, and what waited leaves once it is mended', async () => {
  await writes('facebook', 13, 'Olá');
  await desk.settled();
  await simulate('faults', { platform: 'facebook', target: 'send', kind: 'error', status: 401, code: 190, times: 1 });
  const messageId = await answer('facebook', 13, 'Espera');
  await desk.settled();
  const [channel] = await database.asOwner<{ id: string; status: string; status_reason: string }>(
    `select id, status, status_reason from channel where company_id = $1 and kind = 'facebook'`,
    [desk.companyId],
  );
  expect(channel).toMatchObject({ status: 'error', status_reason: expect.stringContaining('messenger.190') });
  await validateChannel(database, credentialKeys, { companyId: desk.companyId, channelId: channel?.id ?? '' });
  await untilStatus(messageId, 'sent');
});

test('INB-07, INB-09 what is unknown or broken stands in the list, and its neighbours arrive', async () => {
  await simulate('facebook/inbound', { from: PERSON.facebook(14), raw: { optin: { type: 'x' } } });
  await simulate('facebook/inbound', { from: PERSON.facebook(14), raw: { message: { text: 'sem id' } } });
  await simulate('whaticket/inbound', { from: '0', body: { message: { conversation: 'olá' } } });
  await writes('facebook', 14, 'Esta chega');
  await desk.settled();
  expect(await messagesOf('facebook', 14)).toHaveLength(1);
  const failed = await database.asOwner<{ error: string }>(
    `select error from inbound_item where state = 'failed' and company_id = $1 order by id`,
    [desk.companyId],
  );
  expect(failed.map(({ error }) => error)).toEqual([
    expect.stringMatching(/^unsupported: optin/),
    expect.stringMatching(/mid/),
    expect.stringMatching(/^number: missing/),
  ]);
});

test('Whaticket is answered with 202 and {"queued":true}', async () => {
  expect(await writes('whaticket', 15, 'oi')).toMatchObject({ status: 202 });
});
