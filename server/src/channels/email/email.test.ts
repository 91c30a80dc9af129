import { tmpdir } from 'node:os';
import { Readable } from 'node:stream';
import { splitQuotedText } from '@balcao/domain';
import { newRowId } from '@balcao/replica';
import { type Simulators, startSimulators } from '@balcao/simulators';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { Actor } from '../../auth/index.ts';
import { closeConversation, sendMessage } from '../../conversations/index.ts';
import { finishUpload } from '../../media/finishUpload.ts';
import { createMediaFiles } from '../../media/index.ts';
import { quiet, type TestDatabase, testDatabase, until } from '../../testing/index.ts';
import { createChannel } from '../createChannel.ts';
import { mediaLane } from '../mediaLane.ts';
import { credentialKeys, type TestDesk, testDesk } from '../testDesk.ts';
import { updateChannel } from '../updateChannel.ts';
import { validateChannel } from '../validateChannel.ts';
import { type Mailboxes, startMailboxes } from './mailbox/startMailboxes.ts';

/** What a look finds once it finds something. */
async function eventually<Found>(look: () => Promise<Found | null | undefined>): Promise<Found> {
  let found: Found | null | undefined;
  await until(async () => {
    found = await look();
    return found !== null && found !== undefined;
  });
  if (found === null || found === undefined) throw new Error('nothing was found');
  return found;
}

/** A real IMAP and SMTP conversation: from a mailbox to the desk, and back. */
let database: TestDatabase;
let desk: TestDesk;
let simulators: Simulators;
let channelId: string;
let mailboxes: Mailboxes;
let attendant: Actor;
const files = createMediaFiles(tmpdir());

const watch = () => startMailboxes({ database, log: quiet, files, credentialKeys });
const lever = async (path: string, body: object = {}) => {
  const response = await fetch(`${simulators.url}/_sim/email/${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  expect(response.status, await response.clone().text()).toBe(200);
  return (await response.json()) as { messageId: string };
};
const outbox = async (to: string) => {
  const response = await fetch(`${simulators.url}/_sim/email/outbox?to=${encodeURIComponent(to)}`);
  return ((await response.json()) as { messages: Record<string, never>[] }).messages;
};
const mailsOf = async () => {
  await desk.settled();
  return (await desk.messages()).filter((message) => message.channelId === channelId);
};
/** Waits until so many mails are at the desk. */
const arrived = (count: number) =>
  eventually(async () => {
    const mails = await mailsOf();
    return mails.length >= count ? mails : null;
  });
const channelRow = () =>
  desk.inside((trx) => trx.selectFrom('channel').selectAll().where('id', '=', channelId).executeTakeFirstOrThrow());

beforeAll(async () => {
  database = await testDatabase();
  desk = await testDesk(database, { files, workers: [mediaLane({ log: quiet, credentialKeys, files })] });
  simulators = await startSimulators({ port: 0 });
  const { address, user, password, host, imapPort, smtpPort } = simulators.email;
  const credentials = {
    user,
    password,
    imapHost: host,
    imapPort: String(imapPort),
    imapSecurity: 'none',
    smtpHost: host,
    smtpPort: String(smtpPort),
    smtpSecurity: 'none',
    senderName: 'Clínica de teste',
    signature: '{{attendant.name}}\nClínica de teste',
  };
  const wish = { kind: 'email' as const, name: 'E-mail', externalId: address, status: 'active' as const, credentials };
  ({ channelId } = await desk.inside((trx) => createChannel(trx, desk.companyId, credentialKeys, wish)));
  attendant = await desk.user('attendant');
  mailboxes = await watch();
  await eventually(async () => (await boxRow())?.uidValidity ?? null);
});
const boxRow = () =>
  desk.inside((trx) => trx.selectFrom('mailbox').selectAll().where('channelId', '=', channelId).executeTakeFirst());
afterAll(async () => {
  await mailboxes?.stop();
  await desk?.[Symbol.asyncDispose]();
  await simulators?.close();
  await database?.[Symbol.asyncDispose]();
});

let before = 0;
let counter = 0;
let person = '';
beforeEach(async () => {
  before = (await mailsOf()).length;
  counter += 1;
  person = `contato.${counter}@example.com`;
});
const upload = async ({ name: fileName, mime, bytes }: { name: string; mime: string; bytes: Buffer }) => {
  const mediaId = newRowId();
  await finishUpload({ database, files }, attendant, { mediaId, fileName, mime }, Readable.from([bytes]));
  return mediaId;
};
/** The mails of this test. */
const fresh = async (count: number) => (await arrived(before + count)).slice(before);

test('a mail becomes a conversation with its subject, its words and its sender', async () => {
  await lever('inbound', { from: person, name: 'Contato de teste', subject: 'Consulta', text: 'Bom dia!' });
  const [mail] = await fresh(1);
  expect(mail).toMatchObject({ kind: 'email', direction: 'in', text: 'Bom dia!' });
  expect(mail?.content).toMatchObject({ subject: 'Consulta', from: { address: person, name: 'Contato de teste' } });
  const conversation = (await desk.conversations()).find(({ id }) => id === mail?.conversationId);
  expect(conversation).toMatchObject({ channelKind: 'email', subject: 'Consulta', waitingHuman: true });
});

test('INB-14 each thread is a conversation of its own, whoever answers in it', async () => {
  const first = await lever('inbound', { from: person, subject: 'Exame', text: 'Um' });
  await lever('inbound', { from: person, subject: 'Outro assunto', text: 'Dois' });
  const references = [first.messageId];
  await lever('inbound', { from: `filha.${person}`, subject: 'RES: Exame', text: 'Três', references });
  const [one, two, three] = await fresh(3);
  expect(one?.conversationId).not.toBe(two?.conversationId);
  expect(three?.conversationId).toBe(one?.conversationId);
  expect(three?.replyToId).toBe(one?.id);
});

test('an answer that comes before what it answers opens the thread for both', async () => {
  const root = `<raiz.${person}>`;
  await lever('inbound', { from: person, subject: 'Re: Raiz', text: 'Depois', references: [root] });
  await lever('inbound', { from: person, subject: 'Raiz', text: 'Antes', messageId: root });
  const [answer, original] = await fresh(2);
  expect(original?.conversationId).toBe(answer?.conversationId);
});

test('a mail has its own subject, open and blind copies and several files, and repeats what it answers', async () => {
  const first = await lever('inbound', {
    from: person,
    name: 'Contato',
    subject: 'Exames',
    text: 'Quais exames?\n> antes',
    cc: ['outra@example.com'],
  });
  await lever('inbound', {
    from: `filha.${person}`,
    subject: 'Exames',
    text: 'Alguém?',
    references: [first.messageId],
  });
  const [asked] = await fresh(2);
  const mediaIds = [
    await upload({ name: 'lista.txt', mime: 'text/plain', bytes: Buffer.from('Hemograma\n') }),
    await upload({ name: 'preparo.txt', mime: 'text/plain', bytes: Buffer.from('Jejum de 8 horas\n') }),
  ];
  const wish = {
    conversationId: asked?.conversationId ?? '',
    kind: 'email',
    subject: 'Lista de exames\r\nBcc: intruso@example.com',
    cc: ['outra@example.com'],
    bcc: ['arquivo@example.com', 'outra@example.com'],
    text: 'Segue a lista.',
    replyToId: asked?.id ?? '',
    mediaIds,
  } as const;
  await desk.inside((trx) => sendMessage(trx, attendant, wish));
  await desk.settled();
  const [sent] = await outbox(person);
  expect(sent).toMatchObject({
    subject: 'Lista de exames Bcc: intruso@example.com',
    to: [person, 'outra@example.com', 'arquivo@example.com'],
    attachments: [
      { fileName: 'lista.txt', sizeBytes: 10 },
      { fileName: 'preparo.txt', sizeBytes: 17 },
    ],
    headers: { 'in-reply-to': first.messageId, cc: 'outra@example.com' },
  });
  expect(sent?.['headers']).not.toHaveProperty('bcc');
  expect(JSON.stringify(sent?.['headers'])).not.toContain('arquivo@example.com');
  // It answers the first of two: that one is the last of the chain.
  expect(String(sent?.['headers']?.['references']).trim().split(/\s+/).at(-1)).toBe(first.messageId);
  expect(sent?.['text']).toMatch(
    /^Segue a lista\.[\s\S]*\nEm \d\d\/\d\d\/\d{4},? \d\d:\d\d, Contato <[^>]+> escreveu:\n> Quais exames\?/,
  );
  expect(sent?.['html']).toContain('<blockquote type="cite">Quais exames?');
  // A mail program that sends it back quoted shows none of it as newly written.
  expect(splitQuotedText(String(sent?.['text'])).text).not.toContain('Quais exames');
  const ours = (await mailsOf()).find(
    ({ direction, conversationId }) => direction === 'out' && conversationId === asked?.conversationId,
  );
  expect(ours?.content).toMatchObject({ bcc: [{ address: 'arquivo@example.com' }, { address: 'outra@example.com' }] });
});

test('an answer goes out in the thread, with our Message-ID and the signature of its author, and comes back into it', async () => {
  const { messageId } = await lever('inbound', {
    from: person,
    name: 'Contato',
    subject: 'RE: Preço',
    text: 'Quanto é?',
  });
  const [mail] = await fresh(1);
  const wish = {
    conversationId: mail?.conversationId ?? '',
    kind: 'email',
    subject: '',
    bcc: [],
    mediaIds: [],
  } as const;
  await desk.inside((trx) =>
    sendMessage(trx, attendant, { ...wish, cc: ['copia@example.com'], text: 'São *R$ 200*.\n\nAté <logo>' }),
  );
  await desk.settled();
  const [sent] = await outbox(person);
  expect(sent).toMatchObject({ subject: 'Re: Preço', to: [person, 'copia@example.com'] });
  expect(sent?.['headers']).toMatchObject({ 'in-reply-to': messageId, cc: 'copia@example.com' });
  expect(sent?.['headers']?.['references']).toContain(messageId);
  expect(sent?.['text']).toContain('Pessoa de teste attendant\nClínica de teste');
  expect(sent?.['html']).toContain('São <b>R$ 200</b>.');
  expect(sent?.['html']).toContain('Até &lt;logo&gt;');
  await lever('inbound', { from: person, subject: 'Re: Preço', text: 'Obrigado', reply: true });
  const [, ours, answer] = await fresh(3);
  expect(ours).toMatchObject({ direction: 'out', status: 'sent', providerId: sent?.['id'] });
  expect(answer).toMatchObject({ conversationId: mail?.conversationId, replyToId: ours?.id });
});

test('everything that is said in a mail conversation is a mail', async () => {
  await lever('inbound', { from: person, subject: 'Horário', text: 'Qual?' });
  const [mail] = await fresh(1);
  const conversationId = mail?.conversationId ?? '';
  await desk.inside((trx) => sendMessage(trx, attendant, { conversationId, kind: 'text', text: 'Às 15h' }));
  const [, ours] = await fresh(2);
  expect(ours?.content).toMatchObject({ kind: 'email', subject: 'Re: Horário', to: [{ address: person }] });
});

test('the same mail twice, and our own mail coming back, are there once', async () => {
  await lever('inbound', { from: person, subject: 'Dobro', text: 'Uma vez', copies: 3 });
  const [mail] = await fresh(1);
  const conversationId = mail?.conversationId ?? '';
  await desk.inside((trx) => sendMessage(trx, attendant, { conversationId, kind: 'text', text: 'Certo' }));
  const [, ours] = await fresh(2);
  await lever('inbound', { from: person, subject: 'Re: Dobro', text: 'Certo', messageId: ours?.providerId ?? '' });
  await lever('inbound', { from: person, subject: 'Fim', text: 'Fim' });
  const mails = await fresh(3);
  expect(mails.map(({ text }) => text)).toEqual(['Uma vez', 'Certo', 'Fim']);
});

test('attachments and pictures of the text come into the store; a program is left where it was', async () => {
  const png = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';
  const exe = Buffer.from('MZ\x90\0\x03\0\0\0\x04\0\0\0\xff\xff\0\0', 'latin1').toString('base64');
  await lever('inbound', {
    from: person,
    subject: 'Arquivos',
    html: '<p>Foto: <img src="cid:foto@x" alt="foto"></p>',
    attachments: [
      { fileName: 'laudo.pdf', mime: 'application/pdf', base64: Buffer.from('%PDF-1.4\n%%EOF').toString('base64') },
      { fileName: 'foto.png', mime: 'image/png', base64: png, cid: 'foto@x' },
      { fileName: 'foto.jpg', mime: 'image/jpeg', base64: exe },
      { fileName: 'leia.txt.js', mime: 'text/plain', base64: Buffer.from('alert(1)').toString('base64') },
    ],
  });
  await fresh(1);
  const mail = await eventually(async () => {
    const [each] = await fresh(1);
    return JSON.stringify(each?.content).includes('"pending"') ? null : each;
  });
  expect(mail.content).toMatchObject({
    html: '<p>Foto: <img data-file="0" alt="foto"></p>',
    files: [
      { role: 'inline', mime: 'image/png', state: 'stored', width: 1 },
      { role: 'attachment', fileName: 'laudo.pdf', state: 'stored', sizeBytes: 14 },
      { role: 'attachment', fileName: 'foto.jpg', state: 'failed' },
      { role: 'attachment', fileName: 'leia.txt.js', state: 'failed' },
    ],
  });
});

test('an absence note is marked, wakes nobody, and reopens nothing', async () => {
  const { messageId } = await lever('inbound', { from: person, subject: 'Dúvida', text: 'Oi' });
  const [mail] = await fresh(1);
  const conversationId = mail?.conversationId ?? '';
  await desk.inside((trx) => closeConversation(trx, attendant, { conversationId }));
  const headers = { 'Auto-Submitted': 'auto-replied' };
  await lever('inbound', { from: person, subject: 'Ausente', text: 'Volto dia 3', inReplyTo: messageId, headers });
  const [, note] = await fresh(2);
  expect(note?.content).toMatchObject({ automatic: 'reply' });
  expect(note?.conversationId).toBe(conversationId);
  const conversation = (await desk.conversations()).find(({ id }) => id === conversationId);
  expect(conversation).toMatchObject({ status: 'closed', waitingHuman: false });
});

test('a refusal on the spot and a mail that comes back both say why', async () => {
  const gone = `sumiu.${person}`;
  await lever('settings', { refuse: { [person]: 550 }, bounce: { [gone]: '5.1.1' } });
  await lever('inbound', { from: person, subject: 'Recusado', text: 'A' });
  await lever('inbound', { from: gone, subject: 'Devolvido', text: 'B' });
  for (const mail of await fresh(2)) {
    const { conversationId } = mail;
    await desk.inside((trx) => sendMessage(trx, attendant, { conversationId, kind: 'text', text: 'Resposta' }));
  }
  const failed = await eventually(async () => {
    const ours = (await fresh(4)).filter(({ direction }) => direction === 'out');
    return ours.every(({ status }) => status === 'failed') ? ours : null;
  });
  expect(failed.map(({ failure }) => failure)).toMatchObject([
    { code: 'email.5.1.1', detail: expect.stringContaining('Recipient address rejected') },
    { code: 'email.5.1.1', detail: expect.stringContaining(gone) },
  ]);
  await lever('settings');
});

test('INB-20 a connection that breaks after the mail was handed over leaves it unknown, not sent again', async () => {
  await lever('inbound', { from: person, subject: 'Queda', text: 'Oi' });
  const [mail] = await fresh(1);
  simulators.addFault({ platform: 'email', target: 'send', kind: 'drop', times: 1 });
  const conversationId = mail?.conversationId ?? '';
  await desk.inside((trx) => sendMessage(trx, attendant, { conversationId, kind: 'text', text: 'Resposta' }));
  const delivery = await eventually(async () => {
    const found = (await desk.deliveries()).find((each) => each.conversationId === conversationId);
    return found?.errorCode ? found : null;
  });
  expect(delivery).toMatchObject({ state: 'sending', attempts: 1 });
  expect(await outbox(person)).toHaveLength(1);
});

test('nothing is missed or doubled while nobody watches, when lines break, and when UIDs are given out anew', async () => {
  await lever('inbound', { from: person, subject: 'Antes', text: 'um' });
  await fresh(1);
  await mailboxes.stop();
  await lever('inbound', { from: person, subject: 'Parado', text: 'dois' });
  mailboxes = await watch();
  await fresh(2);
  await lever('disconnect');
  await lever('inbound', { from: person, subject: 'Queda', text: 'três' });
  await fresh(3);
  await lever('inbound', { from: person, subject: 'Antes da troca', text: 'quatro' });
  await lever('renumber');
  await lever('inbound', { from: person, subject: 'Depois da troca', text: 'cinco' });
  const mails = await fresh(5);
  expect(mails.map(({ text }) => text)).toEqual(['um', 'dois', 'três', 'quatro', 'cinco']);
});

test('two processes share a mailbox: one reads it, and every mail is there once', async () => {
  const second = await watch();
  await lever('inbound', { from: person, subject: 'Dois', text: 'uma vez' });
  await fresh(1);
  const [{ n } = { n: 0 }] = await database.asOwner<{ n: number }>(
    `select count(*)::int as n from inbound_item where channel_id = $1 and payload ->> 'text' = 'uma vez'`,
    [channelId],
  );
  expect(n).toBe(1);
  await second.stop();
});

test('a wrong password is told on the channel, and mended by the right one', async () => {
  await lever('settings', { password: 'outra-senha' });
  const ids = { companyId: desk.companyId, channelId };
  expect(await validateChannel(database, credentialKeys, ids)).toMatchObject({
    status: 'error',
    reason: expect.stringMatching(/^email\.login: Invalid credentials/),
  });
  await lever('disconnect');
  await eventually(async () => ((await channelRow()).status === 'error' ? true : null));
  await desk.inside((trx) =>
    updateChannel(trx, desk.companyId, credentialKeys, { channelId, credentials: { password: 'outra-senha' } }),
  );
  await eventually(async () => ((await channelRow()).status === 'active' ? true : null));
  await lever('inbound', { from: person, subject: 'De volta', text: 'voltou' });
  await fresh(1);
  expect(await validateChannel(database, credentialKeys, ids)).toMatchObject({ status: 'active' });
});
