import { type ProblemCode, Refusal } from '@balcao/domain';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { testDesk, textMessage } from '../channels/testDesk.ts';
import { type TestDatabase, testDatabase } from '../testing/index.ts';
import { createContact } from './createContact.ts';
import { editContact } from './editContact.ts';
import { mergeContacts } from './mergeContacts.ts';
import { saveApart } from './mergeStore.ts';
import { contactsReplica } from './replicas.ts';
import { resolveContact } from './resolveContact.ts';
import { suggestDuplicates } from './suggestDuplicates.ts';
import { undoMerge } from './undoMerge.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.close());

async function mergeDesk() {
  const desk = await testDesk(database);
  const admin = await desk.user('admin');
  const says = async (from: string, text: string) => {
    const contacts = [{ wa_id: from, profile: { name: `Contato de teste ${from.slice(-2)}` } }];
    await desk.deliver(desk.body({ contacts, messages: [textMessage(text, { from })] }));
    await desk.settled();
  };
  const live = () => desk.inside(async (trx) => (await contactsReplica.page(trx, admin, null, 100)).rows);
  const idOf = async (phone: string) => {
    const row = (await live()).find((contact) => contact.identities.some(({ value }) => value === phone));
    if (!row) throw new Error(`nobody goes by ${phone}`);
    return row.id;
  };
  return {
    ...desk,
    admin,
    says,
    live,
    idOf,
    merge: (survivorId: string, mergedId: string) =>
      desk.inside((trx) => mergeContacts(trx, admin, { survivorId, mergedId, take: [] })),
    undo: (mergeId: string, now = new Date()) => desk.inside((trx) => undoMerge(trx, admin, { mergeId, now })),
  };
}

async function refused(work: Promise<unknown>): Promise<ProblemCode> {
  const error = await work.then(() => null).catch((reason: unknown) => reason);
  if (error instanceof Refusal) return error.problem.code;
  throw new Error(`not refused: ${error}`);
}

test('INB-12 a merge moves identities and conversations, late messages land with the survivor, and undoing parts them', async () => {
  await using desk = await mergeDesk();
  await desk.says('5511900000041', 'Oi');
  await desk.says('5511900000042', 'Olá');
  const [a, b] = [await desk.idOf('5511900000041'), await desk.idOf('5511900000042')];
  await desk.inside((trx) => editContact(trx, desk.admin, { contactId: b, change: { email: 'b@example.com' } }));

  const { mergeId } = await desk.merge(a, b);
  expect(await desk.live()).toMatchObject([{ id: a, email: 'b@example.com' }]);
  expect((await desk.conversations()).map(({ contactId, status }) => [contactId, status]).sort()).toEqual([
    [a, 'closed'],
    [a, 'open'],
  ]);
  await desk.says('5511900000042', 'Ainda sou eu');
  expect(await desk.live()).toHaveLength(1);

  await desk.inside((trx) => editContact(trx, desk.admin, { contactId: a, change: { name: 'Editado depois' } }));
  await desk.undo(mergeId);
  const rows = new Map((await desk.live()).map((row) => [row.id, row]));
  expect(rows.get(a)).toMatchObject({ name: 'Editado depois', email: '' });
  expect(rows.get(b)).toMatchObject({
    email: 'b@example.com',
    identities: [{ kind: 'whatsapp', value: '5511900000042' }],
  });
  expect((await desk.conversations()).map(({ contactId, status }) => [contactId, status]).sort()).toEqual(
    [
      [a, 'open'],
      [b, 'open'],
    ].sort(),
  );
  expect(await refused(desk.undo(mergeId))).toBe('contact.mergeNotUndoable');
});

test('INB-12 a merge cannot be undone after thirty days, nor while the survivor is in somebody else', async () => {
  await using desk = await mergeDesk();
  for (const number of ['51', '52', '53']) await desk.says(`55119000000${number}`, 'Oi');
  const [a, b, c] = await Promise.all(['51', '52', '53'].map((number) => desk.idOf(`55119000000${number}`)));
  if (!a || !b || !c) throw new Error('three contacts were made');
  const first = await desk.merge(a, b);
  const second = await desk.merge(c, a);
  expect(await desk.live()).toMatchObject([{ id: c }]);
  expect(await refused(desk.undo(first.mergeId))).toBe('contact.mergeNotUndoable');
  expect(await refused(desk.undo(second.mergeId, new Date(Date.now() + 31 * 24 * 60 * 60 * 1000)))).toBe(
    'contact.mergeNotUndoable',
  );
  await desk.undo(second.mergeId);
  await desk.undo(first.mergeId);
  expect((await desk.live()).map(({ id }) => id).sort()).toEqual([a, b, c].sort());
});

test('INB-12 a delivery that waits for a merge ends at the survivor', async () => {
  await using desk = await mergeDesk();
  await desk.says('5511900000061', 'Oi');
  await desk.says('5511900000062', 'Oi');
  const [a, b] = [await desk.idOf('5511900000061'), await desk.idOf('5511900000062')];
  const person = { identities: [{ kind: 'whatsapp' as const, value: '5511900000062' }], name: '' };
  let late: Promise<string> | null = null;
  await desk.inside(async (trx) => {
    await mergeContacts(trx, desk.admin, { survivorId: a, mergedId: b, take: [] });
    // Finds the merged one, and waits for its row, which this transaction holds.
    late = desk.inside((other) => resolveContact(other, desk.companyId, person));
    await new Promise((resolve) => setTimeout(resolve, 300));
  });
  expect(await late).toBe(a);
});

test('INB-10 the same new person on two channels at once is one contact, twenty times over', async () => {
  await using desk = await mergeDesk();
  for (let round = 0; round < 20; round += 1) {
    const number = `55119${String(10_000_000 + round)}`;
    const without = `5511${String(10_000_000 + round)}`;
    const ids = await Promise.all(
      [
        [{ kind: 'whatsapp' as const, value: number }],
        [{ kind: 'phone' as const, value: `+${without}` }],
        [
          { kind: 'whatsapp' as const, value: without },
          { kind: 'whatsappUser' as const, value: `BR.${round}` },
        ],
      ].map((identities) => desk.inside((trx) => resolveContact(trx, desk.companyId, { identities, name: '' }))),
    );
    expect(new Set(ids).size).toBe(1);
  }
});

test('INB-12 who may be one person is suggested, with the reason, until somebody says that they are two', async () => {
  await using desk = await mergeDesk();
  const make = (name: string, email?: string) =>
    desk.inside((trx) => createContact(trx, desk.admin, { name, ...(email ? { email } : {}) }));
  const { contactId: a } = await make('Contato Duplicado de Teste', 'um@example.com');
  const { contactId: b } = await make('Contato Duplicado do Teste');
  const { contactId: c } = await make('Outra pessoa');
  await desk.inside((trx) => editContact(trx, desk.admin, { contactId: c, change: { email: 'UM@example.com' } }));
  const suggested = () => desk.inside((trx) => suggestDuplicates(trx, desk.admin, null));
  const found = (await suggested()).map((pair) => [pair.reason, [pair.a.id, pair.b.id].sort()]);
  expect(found).toContainEqual(['name', [a, b].sort()]);
  expect(found).toContainEqual(['email', [a, c].sort()]);
  await desk.inside((trx) => saveApart(trx, desk.admin, a, b));
  expect((await suggested()).map(({ reason }) => reason)).toEqual(['email']);
  expect((await desk.inside((trx) => suggestDuplicates(trx, desk.admin, b))).map(({ reason }) => reason)).toEqual([]);
});

test('names that part people by a number are not alike', async () => {
  await using desk = await mergeDesk();
  const make = (name: string) => desk.inside((trx) => createContact(trx, desk.admin, { name, phone: '' }));
  const { contactId: one } = await make('Apartamento do Bloco Azul 101');
  await make('Apartamento do Bloco Azul 102');
  const { contactId: again } = await make('Apartamento, Bloco Azul 101');
  const pairs = await desk.inside((trx) => suggestDuplicates(trx, desk.admin, null));
  expect(pairs.map(({ a, b }) => [a.id, b.id].sort())).toEqual([[one, again].sort()]);
});

test('who may not merge is refused, and of another company there is nothing to merge', async () => {
  await using desk = await mergeDesk();
  await using other = await mergeDesk();
  await desk.says('5511900000071', 'Oi');
  await other.says('5511900000072', 'Oi');
  const [a, b] = [await desk.idOf('5511900000071'), await other.idOf('5511900000072')];
  expect(await refused(desk.merge(a, b))).toBe('record.notFound');
  expect(await refused(desk.merge(a, a))).toBe('input.invalid');
  const attendant = await desk.user('attendant');
  expect(
    await refused(desk.inside((trx) => mergeContacts(trx, attendant, { survivorId: a, mergedId: b, take: [] }))),
  ).toBe('auth.notPermitted');
});
