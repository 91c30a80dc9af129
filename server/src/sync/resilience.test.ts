import { setTimeout as sleep } from 'node:timers/promises';
import { newRowId } from '@balcao/replica';
import { editContact, pin, sendText } from '@balcao/replica/client';
import { fillingStorage, memoryStorage } from '@balcao/replica/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { lockConversation } from '../conversations/index.ts';
import { type TestDatabase, testDatabase, until } from '../testing/index.ts';
import { cuttingProxy } from './cuttingProxy.ts';
import { syncDesk } from './testSync.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase({ poolSize: 40 });
});
afterAll(() => database.close());

const portOf = (url: string) => Number(new URL(url).port);
const textsOf = async (conversationId: string) =>
  (
    await database.asOwner<{ text: string }>(
      `select text from message where conversation_id = $1 and direction = 'out' order by created_at, id`,
      [conversationId],
    )
  ).map((row) => row.text);

test('while the server is away one works on, and when it is back everything is delivered once, in order', async () => {
  await using desk = await syncDesk(database);
  const { conversationId } = await desk.conversation();
  const ana = await desk.person('attendant');
  const console = await desk.console(ana);
  await console.live();

  const comeBack = await desk.stopSync();
  await until(() => console.sync.current().kind === 'offline');
  const texts = Array.from({ length: 60 }, (_, index) => `mensagem ${index}`);
  for (const text of texts) await sendText(console.collections, { conversationId, authorId: ana.userId, text });
  await comeBack();
  await console.live();
  await console.sent();
  expect(await textsOf(conversationId)).toEqual(texts);
});

test('a console that comes back is live only once it has pulled what it missed', async () => {
  await using desk = await syncDesk(database);
  const { conversationId } = await desk.conversation();
  const console = await desk.console(await desk.person('admin'));
  await console.live();
  const course: string[] = [];
  console.sync.state$.subscribe(({ kind }) => {
    if (course.at(-1) !== kind) course.push(kind);
  });

  const comeBack = await desk.stopSync();
  await until(() => console.sync.current().kind === 'offline');
  for (let index = 0; index < 30; index += 1) await desk.message(conversationId, `perdida ${index}`);
  await comeBack();
  await console.live();
  expect(await console.ids('messages')).toHaveLength(30);
  expect(course.slice(course.indexOf('offline'))).toEqual(['offline', 'syncing', 'live']);
});

test('a connection that is cut in the middle of frames, again and again, loses nothing and doubles nothing', async () => {
  await using desk = await syncDesk(database);
  await using line = await cuttingProxy(portOf(desk.url));
  const { conversationId } = await desk.conversation();
  for (let index = 0; index < 200; index += 1) await desk.message(conversationId, `entrada ${index}`);
  const ana = await desk.person('attendant');

  let bytes = 500;
  line.cutAfter(bytes);
  const console = await desk.console(ana, { at: line.url });
  const texts = Array.from({ length: 20 }, (_, index) => `saída ${index}`);
  for (const text of texts) await sendText(console.collections, { conversationId, authorId: ana.userId, text });
  while (console.sync.current().kind !== 'live' && bytes < 400_000) {
    await sleep(100);
    bytes = Math.ceil(bytes * 1.35);
    line.cutAfter(bytes);
  }
  line.cutAfter(null);
  line.cut();
  await console.live();
  await console.sent();

  expect(line.connections()).toBeGreaterThan(5);
  expect(await textsOf(conversationId)).toEqual(texts);
  await until(async () => (await console.ids('messages')).length === (await messageIds(conversationId)).length);
  expect(await console.ids('messages')).toEqual(await messageIds(conversationId));
  expect(await console.all('notices')).toEqual([]);
});

const messageIds = async (conversationId: string) =>
  (
    await database.asOwner<{ id: string }>('select id from message where conversation_id = $1 order by id', [
      conversationId,
    ])
  ).map((row) => row.id);

test('transactions that commit late and out of order are never missed', async () => {
  await using desk = await syncDesk(database);
  const conversations = await Promise.all(Array.from({ length: 20 }, () => desk.conversation()));
  const console = await desk.console(await desk.person('admin'));
  await console.live();

  const write = async (index: number) => {
    try {
      await desk.inside(async (trx) => {
        const content = JSON.stringify({ kind: 'text', text: String(index) });
        const kind = { direction: 'in', kind: 'text', source: 'contact', text: String(index), content };
        const { companyId, channelId } = desk;
        const { conversationId = '' } = conversations[index % conversations.length] ?? {};
        await lockConversation(trx, companyId, conversationId);
        await trx
          .insertInto('message')
          .values({ companyId, channelId, conversationId, ...kind })
          .execute();
        // Long after its number in feed_in was drawn, and after others that began later.
        await sleep(Math.random() * 60);
        if (index % 7 === 0) throw new Error('rolled back');
      });
    } catch (error) {
      if (!(error instanceof Error && error.message === 'rolled back')) throw error;
    }
  };
  for (let wave = 0; wave < 15; wave += 1) {
    await Promise.all(Array.from({ length: 20 }, (_, index) => write(wave * 20 + index)));
  }
  const committed = (await Promise.all(conversations.map((each) => messageIds(each.conversationId)))).flat().sort();
  expect(committed).toHaveLength(257);
  await until(async () => (await console.ids('messages')).length >= committed.length);
  expect(await console.ids('messages')).toEqual(committed);
});

test('a restored backup starts every replica afresh, and what was written here meanwhile is kept and delivered', async () => {
  await using desk = await syncDesk(database);
  const { conversationId, contactId } = await desk.conversation();
  const kept = await desk.message(conversationId, 'antes do backup');
  const lost = await desk.message(conversationId, 'depois do backup');
  const ana = await desk.person('attendant');
  const storage = memoryStorage();
  const before = await desk.console(ana, { storage });
  await before.live();
  expect(await before.ids('messages')).toHaveLength(2);
  await before.close();

  // As a restore does it: the later row never was, no tombstone tells of it, and the epoch is another one.
  await database.asOwner('delete from message where id = $1', [lost]);
  await until(async () => (await database.asOwner('select from feed_in')).length === 0);
  await database.asOwner('delete from feed where row_id = $1', [lost]);
  await database.asOwner('select begin_feed_epoch()');

  const offline = await desk.console(ana, { storage, start: false });
  await editContact(offline.collections, { contactId, edit: { notes: 'anotado sem rede' } });
  await offline.close();
  const after = await desk.console(ana, { storage });
  await after.live();
  await after.sent();
  await until(async () => (await after.ids('messages')).join() === kept);
  expect(await database.asOwner('select notes from contact where id = $1', [contactId])).toEqual([
    { notes: 'anotado sem rede' },
  ]);
});

test('a console that was away for longer than tombstones are kept syncs afresh and loses what is gone', async () => {
  await using desk = await syncDesk(database);
  const { conversationId } = await desk.conversation();
  const kept = await desk.message(conversationId, 'fica');
  const gone = await desk.message(conversationId, 'vai');
  const admin = await desk.person('admin');
  const storage = memoryStorage();
  const before = await desk.console(admin, { storage });
  await before.live();
  await before.close();

  await database.asOwner('delete from message where id = $1', [gone]);
  const tombstone = () => database.asOwner<{ seq: string }>('select seq from feed where row_id = $1 and gone', [gone]);
  await desk.message(conversationId, 'depois');
  await until(async () => (await tombstone()).length === 1);
  const [{ seq } = { seq: '0' }] = await tombstone();
  await database.asOwner('select forget_tombstones($1)', [seq]);

  const after = await desk.console(admin, { storage });
  await after.live();
  await until(async () => !(await after.ids('messages')).includes(gone));
  expect(await after.ids('messages')).toContain(kept);
});

test('a company in which nothing happened for longer than tombstones are kept is live all the same', async () => {
  await using quietDesk = await syncDesk(database);
  const { conversationId } = await quietDesk.conversation();
  const admin = await quietDesk.person('admin');
  await using busyDesk = await syncDesk(database);
  const theirs = await busyDesk.message((await busyDesk.conversation()).conversationId);
  const numbered = () => database.asOwner('select from feed where row_id = $1', [theirs]);
  await until(async () => (await numbered()).length === 1);
  await database.asOwner('select forget_tombstones(max(seq)) from feed');

  const console = await quietDesk.console(admin);
  await console.live();
  const heard = await quietDesk.message(conversationId, 'depois de muito tempo');
  await until(async () => (await console.ids('messages')).includes(heard));
});

test('a revoked session loses its socket at once, and its console is told', async () => {
  await using desk = await syncDesk(database);
  const ana = await desk.person('attendant');
  let signedOut = 0;
  const console = await desk.console(ana, { onSignedOut: () => (signedOut += 1) });
  await console.live();
  const [session] = await database.asOwner<{ id: string }>('select id from session where user_id = $1', [ana.userId]);
  await database.asOwner(`update session set revoked_at = now(), revoked_for = 'revokedByAdmin' where id = $1`, [
    session?.id,
  ]);
  await database.asOwner(`select pg_notify('session_revoked', $1)`, [session?.id]);
  await until(() => signedOut === 1, 2_000);
  expect(console.sync.current()).toEqual({ kind: 'attention', problem: { code: 'auth.signedOut' } });
});

test('another company’s token brings nothing of this one, by any replica, and changes nothing', async () => {
  await using desk = await syncDesk(database);
  await using stranger = await syncDesk(database);
  const { conversationId, contactId } = await desk.conversation();
  await desk.message(conversationId);
  const eve = await stranger.person('admin');
  const console = await stranger.console(eve);
  await console.live();
  for (const name of ['conversations', 'messages', 'contacts', 'marks', 'notices'] as const) {
    expect(await console.ids(name)).toEqual([]);
  }
  expect(await console.ids('users')).toEqual([eve.userId]);
  expect(await console.ids('catalog')).toHaveLength(3);

  const forged = await sendText(console.collections, {
    conversationId,
    authorId: eve.userId,
    text: 'x',
    id: newRowId(),
  });
  await console.sent();
  expect(await console.collections.messages.findOne(forged).exec()).toBeNull();
  expect(await textsOf(conversationId)).toEqual([]);
  expect(await database.asOwner('select name from contact where id = $1', [contactId])).toEqual([
    { name: 'Contato de teste' },
  ]);
});

test('a token that ends is exchanged on the live socket; one that cannot be ends it', async () => {
  // Tokens hold ten minutes: seen from here, five seconds. Fewer are too few where signing in takes one of them.
  await using desk = await syncDesk(database, { aheadMs: 595_000 });
  await using line = await cuttingProxy(portOf(desk.url));
  const console = await desk.console(await desk.person('attendant'), { at: line.url, fresh: true });
  await console.live();
  await sleep(7_000);
  expect(console.sync.current()).toEqual({ kind: 'live' });
  expect(line.connections()).toBe(1);
  await console.close();

  let signedOut = 0;
  await desk.console(await desk.person('attendant'), { onSignedOut: () => (signedOut += 1) });
  await until(() => signedOut === 1);
});

test('a replica at which the server fails holds up no other, is told of, and is delivered once that heals', async () => {
  await using desk = await syncDesk(database);
  const { conversationId } = await desk.conversation();
  const ana = await desk.person('attendant');
  const console = await desk.console(ana);
  await console.live();
  await database.asOwner('alter table mark rename to mark_away');
  try {
    await pin(console.collections, { userId: ana.userId, conversationId, pinned: true });
    await sendText(console.collections, { conversationId, authorId: ana.userId, text: 'mesmo assim' });
    await until(async () => (await textsOf(conversationId)).length === 1);
    await until(() => console.sync.current().kind === 'attention');
    expect(console.sync.current()).toEqual({
      kind: 'attention',
      problem: { code: 'replica.failing', replica: 'marks' },
    });
  } finally {
    await database.asOwner('alter table mark_away rename to mark');
  }
  await console.sent();
  await console.live();
  expect(await database.asOwner('select pinned from mark where user_id = $1', [ana.userId])).toEqual([
    { pinned: true },
  ]);
  expect(await console.all('notices')).toEqual([]);
});

test('one row that cannot be read silences nobody: its replica is told of, the others go on, and it heals', async () => {
  await using desk = await syncDesk(database);
  const { conversationId } = await desk.conversation();
  const ana = await desk.person('attendant');
  const console = await desk.console(ana);
  await console.live();
  await database.asOwner(
    `insert into notice (company_id, user_id, kind, notice, once_key) values ($1, $2, 'refused', '{"kind":"broken"}', 'x')`,
    [desk.companyId, ana.userId],
  );
  const heard = await desk.message(conversationId, 'apesar disso');
  await until(async () => (await console.ids('messages')).includes(heard));
  await until(() => console.sync.current().kind === 'attention');
  expect(console.sync.current()).toMatchObject({ problem: { code: 'replica.failing', replica: 'notices' } });
  const later = await desk.message(conversationId, 'e depois');
  await until(async () => (await console.ids('messages')).includes(later));

  await database.asOwner('delete from notice where user_id = $1', [ana.userId]);
  await console.live();
});

test('a push whose answer was lost does not overrule, after a restart, what another console wrote in between', async () => {
  await using desk = await syncDesk(database);
  await using line = await cuttingProxy(portOf(desk.url));
  const { contactId } = await desk.conversation();
  const ana = await desk.person('attendant');
  const storage = memoryStorage();
  const before = await desk.console(ana, { storage, at: line.url });
  await before.live();
  const stored = async () =>
    (await database.asOwner<{ name: string }>('select name from contact where id = $1', [contactId]))[0]?.name;
  line.mute();
  await editContact(before.collections, { contactId, edit: { name: 'Nome de antes' } });
  await until(async () => (await stored()) === 'Nome de antes');
  await before.close(); // as a killed one: the answer never came

  const other = await desk.console(await desk.person('admin'));
  await other.live();
  await editContact(other.collections, { contactId, edit: { name: 'Nome de depois' } });
  await other.sent();
  await other.close();

  line.up();
  const after = await desk.console(ana, { storage, at: line.url });
  await after.live();
  await after.sent();
  expect(await stored()).toBe('Nome de depois');
  await until(async () => (await after.collections.contacts.findOne(contactId).exec())?.name === 'Nome de depois');
  expect(await after.all('notices')).toEqual([]);
});

test('a console whose disk is full says so, and has everything once there is room again', async () => {
  await using desk = await syncDesk(database);
  const { conversationId } = await desk.conversation();
  const ana = await desk.person('attendant');
  const { disk, storage } = fillingStorage();
  const console = await desk.console(ana, { storage });
  await console.live();
  await sendText(console.collections, { conversationId, authorId: ana.userId, text: 'antes' });
  await console.sent();

  disk.isFull = true;
  const arrived = [await desk.message(conversationId, 'enquanto cheio')];
  await until(() => console.sync.current().kind === 'attention');
  expect(console.sync.current()).toEqual({ kind: 'attention', problem: { code: 'replica.storageFull' } });
  await expect(
    sendText(console.collections, { conversationId, authorId: ana.userId, text: 'não cabe' }),
  ).rejects.toThrow();
  arrived.push(await desk.message(conversationId, 'ainda cheio'));
  await sleep(300);
  disk.isFull = false;
  arrived.push(await desk.message(conversationId, 'com lugar'));

  await console.live();
  await until(async () => {
    const here = await console.ids('messages');
    return arrived.every((id) => here.includes(id));
  });
  await sendText(console.collections, { conversationId, authorId: ana.userId, text: 'cabe' });
  await console.sent();
  expect(await textsOf(conversationId)).toEqual(['antes', 'cabe']);
});
