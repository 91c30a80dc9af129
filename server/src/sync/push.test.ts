import { emptyRow, markId, newRowId, REPLICAS, type Wish } from '@balcao/replica';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Actor } from '../auth/index.ts';
import { replicaSources } from '../replicaSources.ts';
import { type TestDatabase, testDatabase } from '../testing/index.ts';
import { push } from './push.ts';
import { forgetPushes } from './pushNames.ts';
import type { AnyReplicaSource } from './replicaSource.ts';
import { type SyncDesk, syncDesk } from './testSync.ts';

let database: TestDatabase;
let desk: SyncDesk;
let ana: Actor;
beforeAll(async () => {
  database = await testDatabase();
  desk = await syncDesk(database);
  const { userId } = await desk.person('attendant');
  ana = { companyId: desk.companyId, userId, role: 'attendant', queueIds: [] };
});
afterAll(async () => {
  await desk[Symbol.asyncDispose]();
  await database.close();
});

type Row = { id: string } & Record<string, unknown>;

function sourceOf(name: string): AnyReplicaSource {
  const source = replicaSources.find(({ definition }) => definition.name === name);
  if (!source) throw new Error(`no source of ${name}`);
  return source;
}
const pushing = (name: string, ...wishes: Wish<Row>[]) => push(database, ana, sourceOf(name), wishes);
const wishFor = (base: Row | null, wish: Row): Wish<Row> => ({ base, wish, deleted: false });
const named = (name: string, base: Row | null, wish: Row): Wish<Row> => ({ ...wishFor(base, wish), name });
const read = async (name: string, id: string) =>
  (await desk.inside((trx) => sourceOf(name).read(trx, ana, [id])))[0] ?? null;
const noticesOf = (rowId: string) =>
  database.asOwner<{ kind: string; notice: { problem?: { code: string }; wish: unknown } }>(
    `select kind, notice from notice where notice ->> 'rowId' = $1 order by created_at`,
    [rowId],
  );
const text = (conversationId: string, value: string): Row => ({
  ...emptyRow(REPLICAS.messages, newRowId()),
  conversationId,
  direction: 'out',
  kind: 'text',
  text: value,
  content: { kind: 'text', text: value },
  source: 'console',
  authorId: ana.userId,
  status: 'pending',
  createdAt: 1,
  recency: 1,
});

test('a message that is pushed again, because its answer was lost, is there once', async () => {
  const { conversationId } = await desk.conversation();
  const wish = text(conversationId, 'uma vez');
  const first = await pushing('messages', wishFor(null, wish));
  const second = await pushing('messages', wishFor(null, wish));
  expect(second.rows).toEqual(first.rows);
  expect(await database.asOwner(`select from message where text = 'uma vez'`)).toHaveLength(1);
  expect(await noticesOf(wish.id)).toEqual([]);
});

test('a refusal is told once for the same wish, and again for another one', async () => {
  const { conversationId } = await desk.conversation();
  const wish = text(conversationId, '   ');
  for (let time = 0; time < 3; time += 1) {
    expect(await pushing('messages', wishFor(null, wish))).toMatchObject({ rows: [], gone: [wish.id] });
  }
  expect(await noticesOf(wish.id)).toMatchObject([{ kind: 'refused', notice: { problem: { code: 'message.empty' } } }]);
  await pushing('messages', wishFor(null, { ...wish, content: { kind: 'text', text: ' ' }, text: ' ' }));
  expect(await noticesOf(wish.id)).toHaveLength(2);
});

test('of a conversation that is out of sight, how far it was read is refused without a word, and a draft is given back', async () => {
  const { conversationId } = await desk.conversation({ queue: desk.queueId });
  const id = markId(ana.userId, conversationId);
  const mark = { ...emptyRow(REPLICAS.marks, id), userId: ana.userId, conversationId, readCount: 3, draft: '' };
  expect((await pushing('marks', wishFor(null, mark))).gone).toEqual([id]);
  expect(await noticesOf(id)).toEqual([]);
  await pushing('marks', wishFor(null, { ...mark, draft: 'Temos às 15h' }));
  expect(await noticesOf(id)).toMatchObject([{ notice: { wish: { draft: 'Temos às 15h' } } }]);
});

test('what a wish changed before it was refused is undone', async () => {
  const { conversationId } = await desk.conversation();
  const tag = await desk.inside((trx) =>
    trx
      .insertInto('tag')
      .values({ companyId: desk.companyId, name: 'urgente' })
      .returning('id')
      .executeTakeFirstOrThrow(),
  );
  const open = await read('conversations', conversationId);
  await pushing('conversations', wishFor(open, { ...open, id: conversationId, status: 'closed' }));
  const closed = await read('conversations', conversationId);
  // The tags are set first; then nobody can snooze what is closed.
  const wish = { ...closed, id: conversationId, tags: [tag.id], status: 'snoozed' };
  expect((await pushing('conversations', wishFor(closed, wish))).rows).toMatchObject([{ tags: [], status: 'closed' }]);
  expect(await noticesOf(conversationId)).toMatchObject([
    { notice: { problem: { code: 'conversation.impossibleMove' } } },
  ]);
});

test('a wish that is refused keeps back none of its neighbours', async () => {
  const { conversationId } = await desk.conversation();
  const [good, bad, alsoGood] = [text(conversationId, 'um'), text(conversationId, ''), text(conversationId, 'dois')];
  const answer = await pushing('messages', wishFor(null, good), wishFor(null, bad), wishFor(null, alsoGood));
  expect(answer.rows.map((row) => row.id).sort()).toEqual([good.id, alsoGood.id].sort());
  expect(answer.gone).toEqual([bad.id]);
});

test('fields that a console may not write are ignored without a word', async () => {
  const { contactId } = await desk.conversation();
  const base = await read('contacts', contactId);
  const answer = await pushing(
    'contacts',
    wishFor(base, { ...base, id: contactId, phone: '+5511911111111', name: 'Outro' }),
  );
  expect(answer.rows).toMatchObject([{ phone: '+5511900000000', name: 'Outro' }]);
  expect(await noticesOf(contactId)).toEqual([]);
});

test('a wish for a row that is out of sight is refused, and answered as gone', async () => {
  const other = await desk.person('attendant');
  const { contactId } = await desk.conversation({ assignee: other.userId });
  const base: Row = { ...emptyRow(REPLICAS.contacts, contactId), name: 'Contato de teste', status: 'lead' };
  const answer = await pushing('contacts', wishFor(base, { ...base, name: 'roubado' }));
  expect(answer).toMatchObject({ rows: [], gone: [contactId] });
  expect(await noticesOf(contactId)).toMatchObject([
    { notice: { problem: { code: 'record.notFound' }, wish: { name: 'roubado' } } },
  ]);
  expect(await database.asOwner('select name from contact where id = $1', [contactId])).toEqual([
    { name: 'Contato de teste' },
  ]);
});

test('a deletion changes nothing and brings the row back', async () => {
  const { contactId } = await desk.conversation();
  const base = await read('contacts', contactId);
  const answer = await pushing('contacts', { base, wish: { ...base, id: contactId }, deleted: true });
  expect(answer.rows).toMatchObject([{ id: contactId }]);
});

test('what consoles only read is refused, and so is a row that they may not make', async () => {
  const base = await read('users', ana.userId);
  await pushing(
    'catalog',
    wishFor(null, { ...emptyRow(REPLICAS.catalog, newRowId()), entry: { kind: 'tag', color: 'red' } }),
  );
  const made = { ...emptyRow(REPLICAS.contacts, newRowId()), name: 'novo' };
  const answer = await pushing('contacts', wishFor(null, made));
  expect(answer.gone).toEqual([made.id]);
  expect(await noticesOf(made.id)).toMatchObject([{ notice: { problem: { code: 'replica.readOnly' } } }]);
  expect(base).toMatchObject({ id: ana.userId });
});

test('a row that does not fit the definition is refused with its fields named; one without an id is nobody’s', async () => {
  const { contactId } = await desk.conversation();
  const base = await read('contacts', contactId);
  await pushing('contacts', wishFor(base, { ...base, id: contactId, notes: 'x'.repeat(10_001) }));
  expect(await noticesOf(contactId)).toMatchObject([
    { notice: { problem: { code: 'input.invalid', issues: [{ path: 'notes' }] } } },
  ]);
  expect(await pushing('contacts', wishFor(null, { id: 'not-a-uuid' }))).toMatchObject({
    rows: [],
    gone: ['not-a-uuid'],
  });
});

test('what the database will never take is a refusal, not a push that fails for ever', async () => {
  const { contactId } = await desk.conversation();
  const base = await read('contacts', contactId);
  const answer = await pushing('contacts', wishFor(base, { ...base, id: contactId, tags: ['no uuid'] }));
  expect(answer.rows).toMatchObject([{ id: contactId, tags: [] }]);
  expect(await noticesOf(contactId)).toMatchObject([
    { notice: { problem: { code: 'input.invalid' }, wish: { tags: ['no uuid'] } } },
  ]);
});

test('an answer holds everything up to its number of the feed', async () => {
  const { contactId } = await desk.conversation();
  const base = await read('contacts', contactId);
  const { seq } = await pushing('contacts', wishFor(base, { ...base, id: contactId, name: 'N' }));
  const [newest] = await database.asOwner<{ seq: string }>('select max(seq) as seq from feed where company_id = $1', [
    desk.companyId,
  ]);
  expect(seq).toBeLessThanOrEqual(Number(newest?.seq));
  expect(seq).toBeGreaterThan(0);
});

test('a push that is asked again does not overrule what was written after it, and another push of the same does', async () => {
  const { contactId } = await desk.conversation();
  const base = await read('contacts', contactId);
  if (!base) throw new Error('no contact');
  const first = named(newRowId(), base, { ...base, name: 'Primeiro nome' });
  await pushing('contacts', first);
  const between = await read('contacts', contactId);
  if (!between) throw new Error('no contact');
  await pushing('contacts', named(newRowId(), between, { ...between, name: 'Segundo nome' }));

  for (let time = 0; time < 2; time += 1) {
    expect(await pushing('contacts', first)).toMatchObject({ rows: [{ id: contactId, name: 'Segundo nome' }] });
  }
  await pushing('contacts', { ...first, name: newRowId() });
  expect(await read('contacts', contactId)).toMatchObject({ name: 'Primeiro nome' });
});

test('a wish that was refused and is asked again stays refused, whatever became possible since', async () => {
  const { conversationId } = await desk.conversation();
  const shut = () =>
    database.asOwner(`update conversation set last_inbound_at = now() - interval '30 hours' where id = $1`, [
      conversationId,
    ]);
  const wish = text(conversationId, 'tarde demais, e depois não mais');
  const pushed = named(newRowId(), null, wish);
  await shut();
  await pushing('messages', pushed);
  await database.asOwner('update conversation set last_inbound_at = now() where id = $1', [conversationId]);
  expect(await pushing('messages', pushed)).toMatchObject({ rows: [], gone: [wish.id] });
  expect(await noticesOf(wish.id)).toHaveLength(1);
});

test('of a row the last names are remembered, by user, and forgotten after their time', async () => {
  const { contactId } = await desk.conversation();
  const base = await read('contacts', contactId);
  if (!base) throw new Error('no contact');
  const names = Array.from({ length: 12 }, () => newRowId());
  for (const [index, name] of names.entries()) {
    await pushing('contacts', named(name, base, { ...base, name: `Nome ${index}` }));
  }
  const kept = () =>
    database.asOwner<{ names: string[] }>('select names from pushed where row_id = $1 and user_id = $2', [
      contactId,
      ana.userId,
    ]);
  expect(await kept()).toEqual([{ names: names.slice(-8).reverse() }]);
  expect(await forgetPushes(database)).toBe(0);
  await database.asOwner('update pushed set last_day = current_date - 91 where row_id = $1', [contactId]);
  expect(await forgetPushes(database)).toBe(1);
  expect(await kept()).toEqual([]);
});
