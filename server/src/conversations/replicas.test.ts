import { parseRow, REPLICAS } from '@balcao/replica';
import type { ExpressionBuilder } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Actor } from '../auth/index.ts';
import { type TestDesk, testDesk, textMessage } from '../channels/testDesk.ts';
import { contactsReplica } from '../contacts/index.ts';
import type { DB } from '../db/index.ts';
import { type TestDatabase, testDatabase } from '../testing/index.ts';
import { type ConversationFilter, listConversations, listMessages } from './lists.ts';
import { conversationsReplica, marksReplica, messagesReplica } from './replicas.ts';
import { sendMessage } from './sendMessage.ts';

let database: TestDatabase;
let desk: TestDesk;
const DAY = 24 * 3_600_000;

/** Sixty conversations, two messages each, one a day back in time; every third is closed, every second in no queue. */
beforeAll(async () => {
  database = await testDatabase();
  desk = await testDesk(database);
  const messages = Array.from({ length: 60 }, (_, n) =>
    textMessage(`m${n}`, { from: `5511900${String(n).padStart(6, '0')}` }),
  );
  await desk.deliver(desk.body({ messages }));
  await desk.settled();
  await desk.stopLanes();
  await database.asOwner(
    `with numbered as (select id, (row_number() over (order by opened_at, id) - 1) * 5 as days from conversation where company_id = $1)
     update conversation c set last_activity_at = now() - days * interval '1 day', opened_at = now() - days * interval '1 day',
       status = case when days % 15 = 0 then 'closed' else 'open' end,
       closed_at = case when days % 15 = 0 then now() - days * interval '1 day' end,
       queue_id = case when days % 10 = 0 then queue_id end
     from numbered where numbered.id = c.id`,
    [desk.companyId],
  );
  await database.asOwner(
    'update message m set created_at = c.last_activity_at from conversation c where c.id = m.conversation_id and m.company_id = $1',
    [desk.companyId],
  );
});
afterAll(async () => {
  await desk[Symbol.asyncDispose]();
  await database.close();
});

async function allPages<Row extends { id: string }>(
  source: {
    page(trx: never, viewer: Actor, after: string | null, limit: number): Promise<{ rows: Row[]; next: string | null }>;
  },
  viewer: Actor,
  limit: number,
): Promise<Row[]> {
  const rows: Row[] = [];
  let after: string | null = null;
  for (let pages = 0; pages < 500; pages += 1) {
    const place: string | null = after;
    const page: { rows: Row[]; next: string | null } = await desk.inside((trx) =>
      source.page(trx as never, viewer, place, limit),
    );
    rows.push(...page.rows);
    after = page.next;
    if (after === null) return rows;
  }
  throw new Error('pages without end');
}

test.each([1, 7, 500])(
  'SYNC-05 in pages of %i: the last 90 days and everything open, newest first, each row once',
  async (limit) => {
    const admin = await desk.user('admin');
    const rows = await allPages(conversationsReplica, admin, limit);
    // Days 0, 5, … 295; closed are the multiples of 15; 18 lie within 90 days.
    const expected = Array.from({ length: 60 }, (_, n) => n * 5).filter((days) => days < 90 || days % 15 !== 0);
    expect(rows.map((row) => Math.round((Date.now() - row.lastActivityAt) / DAY))).toEqual(expected);
    const messages = await allPages(messagesReplica, admin, limit);
    expect(new Set(messages.map((row) => row.conversationId))).toEqual(new Set(rows.map((row) => row.id)));
    expect(messages.map((row) => row.recency)).toEqual(messages.map((row) => row.recency).toSorted((a, b) => a - b));
    expect(new Set(messages.map((row) => row.id)).size).toBe(messages.length);
  },
);

test('SYNC-02 every row is what its definition says', async () => {
  const admin = await desk.user('admin');
  for (const row of await allPages(conversationsReplica, admin, 500))
    expect(parseRow(REPLICAS.conversations, row)).toEqual(row);
  for (const row of await allPages(messagesReplica, admin, 500)) expect(parseRow(REPLICAS.messages, row)).toEqual(row);
  for (const row of await allPages(contactsReplica, admin, 500)) expect(parseRow(REPLICAS.contacts, row)).toEqual(row);
});

test('SYNC-05 an attendant sees their queues’, their own and nobody’s; an operator nothing', async () => {
  const count = async (viewer: Actor) => [
    (await allPages(conversationsReplica, viewer, 100)).length,
    (await allPages(messagesReplica, viewer, 100)).length > 0,
    (await allPages(contactsReplica, viewer, 100)).length,
  ];
  const all = await count(await desk.user('admin'));
  const member = await desk.user('attendant');
  const outsider = await desk.user('attendant', []);
  expect(all[0]).toBe(46);
  expect((await count(member))[0]).toBe(46);
  expect((await count(outsider))[0]).toBeLessThan(46);
  expect((await count(outsider))[0]).toBeGreaterThan(0);
  expect(await count(await desk.user('operator'))).toEqual([0, false, 0]);
  const visible = new Set((await allPages(conversationsReplica, outsider, 100)).map((row) => row.id));
  const hidden = (await desk.conversations()).filter((each) => each.queueId !== null);
  expect(hidden.some((each) => visible.has(each.id))).toBe(false);
  // Reading by id, which a feed leads to, is under the same rule.
  const ids = hidden.map((each) => each.id);
  expect(await desk.inside((trx) => conversationsReplica.read(trx, outsider, ids, { lock: true }))).toEqual([]);
  expect(
    await desk.inside((trx) =>
      contactsReplica.read(
        trx,
        outsider,
        hidden.map((each) => each.contactId),
      ),
    ),
  ).toEqual([]);
  const messages = (await desk.messages()).filter((each) => ids.includes(each.conversationId)).map((each) => each.id);
  expect(await desk.inside((trx) => messagesReplica.read(trx, outsider, messages, { lock: true }))).toEqual([]);
  expect(await desk.inside((trx) => messagesReplica.read(trx, member, messages, { lock: true }))).toHaveLength(
    messages.length,
  );
});

test('SYNC-05 a receptionist sees their queues’, and nobody’s only as a member of its queue', async () => {
  const member = await desk.user('receptionist');
  const visitor = await desk.user('receptionist', []);
  const seen = await allPages(conversationsReplica, member, 50);
  expect(seen.length).toBeGreaterThan(0);
  expect(new Set(seen.map(({ queueId }) => queueId))).toEqual(new Set([desk.queueId]));
  expect(await allPages(conversationsReplica, visitor, 50)).toEqual([]);
});

test('SYNC-05 one sees: one’s queue, one’s own wherever it is, what is nobody’s; not another queue’s, not another’s own', async () => {
  await using small = await testDesk(database);
  const messages = Array.from({ length: 5 }, (_, n) => textMessage(`m${n}`, { from: `55119000${n}0000` }));
  await small.deliver(small.body({ messages }));
  await small.settled();
  const [me, other] = [await small.user('attendant'), await small.user('attendant')];
  const { companyId, queueId } = small;
  await small.inside(async (trx) => {
    const elsewhere = await trx
      .insertInto('queue')
      .values({ companyId, name: 'Outra' })
      .returning('id')
      .executeTakeFirstOrThrow();
    const places = [
      { queueId, assigneeId: null },
      { queueId: elsewhere.id, assigneeId: null },
      { queueId: elsewhere.id, assigneeId: me.userId },
      { queueId: null, assigneeId: null },
      { queueId: null, assigneeId: other.userId },
    ];
    for (const [n, place] of places.entries()) {
      const conversation = (eb: ExpressionBuilder<DB, 'conversation'>) =>
        eb
          .selectFrom('message')
          .select('conversationId')
          .where('text', '=', `m${n}`)
          .where('companyId', '=', companyId);
      await trx.updateTable('conversation').set(place).where('id', 'in', conversation).execute();
    }
  });
  const seen = await small.inside((trx) => messagesReplica.page(trx, me, null, 100));
  expect(
    seen.rows
      .filter((row) => row.direction === 'in')
      .map((row) => row.text)
      .sort(),
  ).toEqual(['m0', 'm2', 'm3']);
  const listed = await small.inside((trx) => conversationsReplica.page(trx, me, null, 100));
  expect(listed.rows).toHaveLength(3);
  expect((await small.inside((trx) => contactsReplica.page(trx, me, null, 100))).rows).toHaveLength(3);
});

test('a pushed message, a pushed close, a pushed edit and a pushed mark end in the use cases', async () => {
  const admin = await desk.user('admin');
  const [conversation] = await allPages(conversationsReplica, admin, 2).then((rows) =>
    rows.filter((row) => row.status === 'open'),
  );
  if (!conversation) throw new Error('no open conversation');
  const conversationId = conversation.id;
  const { messageId } = await desk.inside((trx) =>
    sendMessage(trx, admin, { conversationId, kind: 'text', text: 'um' }),
  );
  const [sent] = await desk.inside((trx) => messagesReplica.read(trx, admin, [messageId]));
  if (!sent) throw new Error('the message is not there');
  const id = '0199a000-0000-7000-8000-0000000000aa';
  await desk.inside(async (trx) =>
    messagesReplica.write?.(trx, admin, { base: null, master: null, merged: { ...sent, id }, changed: [] }),
  );
  expect(await desk.inside((trx) => messagesReplica.read(trx, admin, [id]))).toMatchObject([
    { text: 'um', status: 'pending' },
  ]);
  await expect(
    desk.inside(async (trx) =>
      messagesReplica.write?.(trx, admin, { base: sent, master: sent, merged: sent, changed: ['text'] }),
    ),
  ).rejects.toThrow('message.unchangeable');

  const closed = { ...conversation, status: 'closed' as const, closeReason: 'resolvido' };
  await desk.inside(async (trx) =>
    conversationsReplica.write?.(trx, admin, {
      base: conversation,
      master: conversation,
      merged: closed,
      changed: ['status', 'closeReason'],
    }),
  );
  expect(await desk.inside((trx) => conversationsReplica.read(trx, admin, [conversationId]))).toMatchObject([
    { status: 'closed', closeReason: 'resolvido' },
  ]);

  const [contact] = await desk.inside((trx) => contactsReplica.read(trx, admin, [conversation.contactId]));
  if (!contact) throw new Error('the contact is not there');
  const merged = { ...contact, name: 'Contato de teste Ção', notes: 'Prefere tardes' };
  await desk.inside(async (trx) =>
    contactsReplica.write?.(trx, admin, { base: contact, master: contact, merged, changed: ['name', 'notes'] }),
  );
  expect(await desk.inside((trx) => contactsReplica.read(trx, admin, [contact.id]))).toMatchObject([
    { name: 'Contato de teste Ção', nameKey: 'contato de teste cao', notes: 'Prefere tardes' },
  ]);
  expect(await desk.inside((trx) => conversationsReplica.read(trx, admin, [conversationId]))).toMatchObject([
    { contactName: 'Contato de teste Ção' },
  ]);
  expect(await desk.inside((trx) => marksReplica.page(trx, admin, null, 10))).toEqual({ rows: [], next: null });
});

test('INB-15 lists are paged without gaps and filtered', async () => {
  const admin = await desk.user('admin');
  const list = async (filter: ConversationFilter, limit: number, cursor?: string): Promise<string[]> => {
    const paging = cursor ? { limit, cursor } : { limit };
    const { items, nextCursor } = await desk.inside((trx) => listConversations(trx, admin, filter, paging));
    const ids = items.map((item) => item.id);
    return nextCursor === null ? ids : [...ids, ...(await list(filter, limit, nextCursor))];
  };
  const everything = await list({}, 7);
  expect(everything).toHaveLength(60);
  expect(await list({}, 200)).toEqual(everything);
  expect((await list({ status: 'closed' }, 200)).length + (await list({ status: 'open' }, 200)).length).toBe(60);
  expect(await list({ queueId: desk.queueId }, 200)).toHaveLength(30);
  expect(await list({ assignee: 'me' }, 200)).toHaveLength(0);
  expect(await list({ unread: true }, 200)).toHaveLength(60);
  const [first = ''] = everything;
  const messages = await desk.inside((trx) => listMessages(trx, desk.companyId, first, { limit: 50 }));
  expect(messages.items.length).toBeGreaterThan(0);
});
