import { type ProblemCode, Refusal } from '@balcao/domain';
import { newRowId } from '@balcao/replica';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Actor } from '../auth/actor.ts';
import { testDesk, textMessage } from '../channels/testDesk.ts';
import { type TestDatabase, testDatabase } from '../testing/index.ts';
import { type CreateContactInput, createContact } from './createContact.ts';
import { editContact } from './editContact.ts';
import { noteAddress } from './noteAddress.ts';
import { removeContact } from './removeContact.ts';
import { resolveContact } from './resolveContact.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.close());

async function contactDesk() {
  const desk = await testDesk(database);
  const admin = await desk.user('admin');
  return {
    ...desk,
    admin,
    create: (input: CreateContactInput, actor: Actor = admin) => desk.inside((trx) => createContact(trx, actor, input)),
    contacts: () =>
      desk.inside((trx) => trx.selectFrom('contact').selectAll().where('companyId', '=', desk.companyId).execute()),
  };
}

async function refused(work: Promise<unknown>): Promise<ProblemCode> {
  const error = await work.then(() => null).catch((reason: unknown) => reason);
  if (error instanceof Refusal) return error.problem.code;
  throw new Error(`not refused: ${error}`);
}

test('INB-10 a contact made by hand is the same person when they write, also in another spelling of the number', async () => {
  await using desk = await contactDesk();
  const { contactId } = await desk.create({ name: 'Contato de teste 31', phone: '+55 11 90000-0031' });
  await desk.deliver(
    desk.body({
      contacts: [{ wa_id: '551100000031', profile: { name: 'Apelido' } }],
      messages: [textMessage('Oi', { from: '551100000031' })],
    }),
  );
  await desk.settled();
  expect(await desk.contacts()).toMatchObject([
    { id: contactId, name: 'Contato de teste 31', phone: '+5511900000031' },
  ]);
  expect(await desk.conversations()).toMatchObject([{ contactId }]);
});

test('the same number twice is refused in any spelling, a number that is none is said so, and a role may lack the right', async () => {
  await using desk = await contactDesk();
  await desk.create({ name: 'Contato de teste 32', phone: '+55 11 90000-0032' });
  expect(await refused(desk.create({ name: 'Outro', phone: '551100000032' }))).toBe('record.nameTaken');
  expect(await refused(desk.create({ name: 'Outro', phone: '12' }))).toBe('input.invalid');
  expect(await refused(desk.create({ name: 'Outro' }, await desk.user('attendant')))).toBe('auth.notPermitted');
  expect(await desk.contacts()).toHaveLength(1);
});

test('two people creating the same contact at once make one', async () => {
  await using desk = await contactDesk();
  const both = await Promise.allSettled(
    [1, 2].map(() => desk.create({ name: 'Contato de teste 33', phone: '+5511900000033' })),
  );
  expect(both.map((each) => each.status).sort()).toEqual(['fulfilled', 'rejected']);
});

test('an edit changes what is given and raises the revision; who cannot see a contact cannot edit it', async () => {
  await using desk = await contactDesk();
  const { contactId } = await desk.create({ name: 'Contato de teste 34' });
  await desk.inside((trx) =>
    editContact(trx, desk.admin, { contactId, change: { notes: 'a\0b ', status: 'customer' } }),
  );
  expect(await desk.contacts()).toMatchObject([
    { name: 'Contato de teste 34', notes: 'ab', status: 'customer', revision: 2 },
  ]);
  const attendant = await desk.user('attendant');
  expect(await refused(desk.inside((trx) => editContact(trx, attendant, { contactId, change: { notes: 'x' } })))).toBe(
    'record.notFound',
  );
  expect(
    await refused(
      desk.inside((trx) => editContact(trx, desk.admin, { contactId: newRowId(), change: { notes: 'x' } })),
    ),
  ).toBe('record.notFound');
});

test('INB-27 the owner’s address book names whoever has no name, and renames nobody', async () => {
  await using desk = await contactDesk();
  const { companyId } = desk;
  const identity = { kind: 'whatsapp' as const, value: '5511900000035' };
  await desk.inside((trx) => resolveContact(trx, companyId, { identities: [identity], name: '' }));
  await desk.inside((trx) => noteAddress(trx, companyId, identity, 'Contato de teste 35'));
  await desk.inside((trx) => noteAddress(trx, companyId, identity, 'Outro nome'));
  await desk.inside((trx) => noteAddress(trx, companyId, identity, null));
  expect(await desk.contacts()).toMatchObject([{ name: 'Contato de teste 35' }]);
});

test('a contact without a past can be taken away by an admin; one who ever wrote stays', async () => {
  await using desk = await contactDesk();
  const { contactId } = await desk.create({ name: 'Contato de teste 39', phone: '+55 11 90000-0039' });
  const remove = (id: string, actor: Actor = desk.admin) => desk.inside((trx) => removeContact(trx, actor, id));
  expect(await refused(remove(contactId, await desk.user('receptionist')))).toBe('auth.notPermitted');
  await remove(contactId);
  expect(await refused(remove(contactId))).toBe('record.notFound');
  await desk.create({ name: 'De novo', phone: '+55 11 90000-0039' });
  await desk.deliver(desk.body({ messages: [textMessage('Oi', { from: '5511900000039' })] }));
  await desk.settled();
  const [writer] = await desk.contacts();
  expect(await refused(remove(writer?.id ?? ''))).toBe('record.inUse');
});
