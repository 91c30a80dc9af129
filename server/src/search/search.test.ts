import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Actor } from '../auth/index.ts';
import { testDesk, textMessage } from '../channels/testDesk.ts';
import { lockConversation } from '../conversations/index.ts';
import { inCompany } from '../db/index.ts';
import { type TestDatabase, testDatabase } from '../testing/index.ts';
import { searchContacts, searchMessages } from './search.ts';

let database: TestDatabase;
let desk: Awaited<ReturnType<typeof testDesk>>;
let admin: Actor;
let outsider: Actor;
let conversationId: string;

beforeAll(async () => {
  database = await testDatabase();
  desk = await testDesk(database);
  await desk.deliver(desk.body({ messages: [textMessage('Vocês atendem CONVÊNIO na quinta-feira?')] }));
  await desk.settled();
  await desk.stopLanes();
  conversationId = (await desk.conversations())[0]?.id ?? '';
  admin = await desk.user('admin');
  outsider = await desk.user('attendant', []);
});
afterAll(async () => {
  await desk[Symbol.asyncDispose]();
  await database.close();
});

/** Messages written straight into the table, one a second, the first the oldest. */
async function write(...texts: string[]): Promise<void> {
  await desk.inside(async (trx) => {
    await lockConversation(trx, desk.companyId, conversationId);
    await sql`
      insert into message (company_id, id, conversation_id, channel_id, direction, kind, text, content, source, created_at)
      select ${desk.companyId}::uuid, uuidv7(), ${conversationId}::uuid, ${desk.channelId}::uuid, 'note', 'text', text,
        jsonb_build_object('kind', 'text', 'text', text), 'console', timestamptz '2026-01-01' + n * interval '1 second'
      from unnest(${texts}::text[]) with ordinality as line (text, n)`.execute(trx);
  });
}

const messages = (query: string, actor = admin, limit = 30) =>
  desk.inside((trx) => searchMessages(trx, actor, { query, limit }));
const contacts = (query: string, actor = admin) =>
  desk.inside((trx) => searchContacts(trx, actor, { query, limit: 30 }));

test('INB-15 a message is found by the beginnings of its words, without accents and case, in any order', async () => {
  for (const query of ['convenio', 'QUINTA conv', 'vócês', 'feira quinta', '"convênio"?']) {
    const { items } = await messages(query);
    expect(items.map(({ snippet }) => snippet.text)).toEqual(['Vocês atendem CONVÊNIO na quinta-feira?']);
  }
  expect((await messages('venio')).items).toEqual([]);
  expect((await messages('convenio sexta')).items).toEqual([]);
});

test('the found word is marked as it is written', async () => {
  const [found] = (await messages('conven')).items;
  const [match] = found?.snippet.matches ?? [];
  expect(found?.snippet.text.slice(...(match ?? []))).toBe('CONVÊN');
});

test('what is no word finds nothing, and breaks nothing', async () => {
  for (const query of ['', '   ', "' & | ! :*", '\0', '%', '\\', "'';drop", '\ud800', 'a'.repeat(500)]) {
    expect((await messages(query)).items).toEqual([]);
  }
});

test('pages follow each other newest first, none twice and none missing, past the part that is looked through', async () => {
  const texts = Array.from({ length: 7_000 }, (_, index) =>
    ['coisa', index % 100 === 0 && 'raridade', index % 2_500 === 0 && 'achado', `número ${index}`]
      .filter((word) => word !== false)
      .join(' '),
  );
  await write(...texts);
  for (const query of ['raridade', 'achado', 'coisa achado', 'achado raridade número']) {
    const words = query.split(' ');
    const holding = texts.filter((text) => words.every((word) => text.includes(word)));
    expect(await allPages(query), query).toEqual(holding.reverse());
  }
});

async function allPages(query: string): Promise<string[]> {
  const seen: string[] = [];
  let cursor: string | null = null;
  do {
    const page: Awaited<ReturnType<typeof searchMessages>> = await desk.inside((trx) =>
      searchMessages(trx, admin, { query, limit: 6, ...(cursor ? { cursor } : {}) }),
    );
    seen.push(...page.items.map(({ snippet }) => snippet.text));
    cursor = page.nextCursor;
  } while (cursor);
  return seen;
}

test('nobody finds what they do not see, nor anything of another company', async () => {
  expect((await messages('convenio', outsider)).items).toEqual([]);
  expect((await contacts('5511', outsider)).items).toEqual([]);
  await using other = await testDesk(database);
  const theirs = await other.user('admin');
  expect(await other.inside((trx) => searchMessages(trx, theirs, { query: 'convenio', limit: 5 }))).toMatchObject({
    items: [],
  });
  const crossed = inCompany(database, other.companyId, (trx) =>
    searchMessages(trx, admin, { query: 'convenio', limit: 5 }),
  );
  await expect(crossed).rejects.toThrow('not the company of this transaction');
});

test('a deleted message is found no more', async () => {
  await write('segredo apagado');
  expect((await messages('segredo')).items).toHaveLength(1);
  await desk.inside((trx) =>
    trx
      .updateTable('message')
      .set({ deletedAt: new Date() })
      .where('companyId', '=', desk.companyId)
      .where('text', '=', 'segredo apagado')
      .execute(),
  );
  expect((await messages('segredo')).items).toEqual([]);
});

test('a contact is found by any part of name, number and e-mail, with its latest conversation', async () => {
  const { id } = await desk.inside((trx) =>
    trx
      .updateTable('contact')
      .set({ name: 'Contato de Teste Ação_100%', phone: '+5511900000011', email: 'Teste11@demo.local' })
      .where('companyId', '=', desk.companyId)
      .returning('id')
      .executeTakeFirstOrThrow(),
  );
  for (const query of ['acao', 'teste tato', '11 90000-0011', '+55 (11) 9', 'teste11@demo', 'ão_100%']) {
    expect((await contacts(query)).items).toMatchObject([{ id, conversationId }]);
  }
  for (const query of ['a_ao', 'aç%o', 'ninguém']) expect((await contacts(query)).items).toEqual([]);
});
