import { type ProblemCode, Refusal } from '@balcao/domain';
import { newRowId } from '@balcao/replica';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Actor } from '../auth/index.ts';
import { catalogSource } from '../catalog/replicas.ts';
import { testDesk } from '../channels/testDesk.ts';
import { type TestDatabase, testDatabase } from '../testing/index.ts';
import { removeQuickReply } from './removeQuickReply.ts';
import { type QuickReplyWish, saveQuickReply } from './saveQuickReply.ts';
import { countUses, insertUses } from './store.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.close());

async function replyDesk() {
  const desk = await testDesk(database);
  await desk.stopLanes();
  const admin = await desk.user('admin');
  const attendant = await desk.user('attendant');
  const colleague = await desk.user('attendant');
  return {
    ...desk,
    admin,
    attendant,
    colleague,
    save: async (actor: Actor, wish: Partial<QuickReplyWish> = {}) => {
      const id = wish.id ?? newRowId();
      const plain = { id, isCompanys: false, name: 'Saudação', shortcut: 'oi', text: 'Olá!', mediaIds: [] };
      await desk.inside((trx) => saveQuickReply(trx, actor, { ...plain, ...wish }));
      return id;
    },
    seen: (actor: Actor) =>
      desk.inside(async (trx) => {
        const { rows } = await catalogSource.page(trx, actor, null, 200);
        return rows.flatMap(({ id, entry }) => (entry.kind === 'quickReply' ? [{ id, ...entry }] : []));
      }),
    upload: async (actor: Actor) => {
      const id = newRowId();
      const media = { companyId: desk.companyId, id, uploadedBy: actor.userId, mime: 'application/pdf' };
      await desk.inside((trx) =>
        trx
          .insertInto('media')
          .values({ ...media, fileName: 'mapa.pdf', sizeBytes: 1_000, state: 'stored' })
          .execute(),
      );
      return id;
    },
    unsent: async () => {
      const rows = await desk.inside((trx) =>
        trx.selectFrom('media').select(['id', 'quickReplyId']).where('companyId', '=', desk.companyId).execute(),
      );
      return new Map(rows.map(({ id, quickReplyId }) => [id, quickReplyId]));
    },
  };
}

async function refused(work: Promise<unknown>): Promise<ProblemCode> {
  const error = await work.then(() => null).catch((reason: unknown) => reason);
  if (error instanceof Refusal) return error.problem.code;
  throw new Error(`not refused: ${error}`);
}

test('INB-24 a personal reply exists for its owner alone, a company’s for everybody, and both may have one shortcut', async () => {
  await using desk = await replyDesk();
  const companys = await desk.save(desk.admin, { isCompanys: true, shortcut: '/Oi', name: 'Da empresa' });
  const own = await desk.save(desk.attendant, { shortcut: 'OÍ', name: 'Minha' });
  expect((await desk.seen(desk.attendant)).map(({ id }) => id).sort()).toEqual([companys, own].sort());
  expect(await desk.seen(desk.colleague)).toMatchObject([{ id: companys, shortcut: 'oi', ownerId: '' }]);
  expect(await desk.seen(desk.admin)).toHaveLength(1);
});

test('a second reply of the same owner with the same shortcut is refused, and so is the company’s to an attendant', async () => {
  await using desk = await replyDesk();
  await desk.save(desk.attendant);
  expect(await refused(desk.save(desk.attendant, { name: 'Outra' }))).toBe('record.nameTaken');
  expect(await refused(desk.save(desk.attendant, { isCompanys: true }))).toBe('auth.notPermitted');
  expect(await refused(desk.save(desk.attendant, { shortcut: '/ . /' }))).toBe('input.invalid');
});

test('a colleague can neither change nor remove what somebody keeps for themselves', async () => {
  await using desk = await replyDesk();
  const own = await desk.save(desk.attendant, { text: 'Meu texto' });
  expect(await refused(desk.save(desk.colleague, { id: own, text: 'Texto alheio' }))).toBe('record.nameTaken');
  await desk.inside((trx) => removeQuickReply(trx, desk.colleague, own));
  expect(await desk.seen(desk.attendant)).toMatchObject([{ text: 'Meu texto' }]);
});

test('saved twice it is one; a change stands for everybody at once', async () => {
  await using desk = await replyDesk();
  const id = await desk.save(desk.admin, { isCompanys: true });
  await desk.save(desk.admin, { id, isCompanys: true, text: 'Bom dia!' });
  expect(await desk.seen(desk.attendant)).toMatchObject([{ id, text: 'Bom dia!' }]);
});

test('a file stays with its reply, and is let go with it; somebody else’s file is refused', async () => {
  await using desk = await replyDesk();
  const mediaId = await desk.upload(desk.attendant);
  const foreign = await desk.upload(desk.colleague);
  expect(await refused(desk.save(desk.attendant, { mediaIds: [foreign] }))).toBe('record.notFound');
  const id = await desk.save(desk.attendant, { mediaIds: [mediaId] });
  expect(await desk.seen(desk.attendant)).toMatchObject([
    { files: [{ mediaId, fileName: 'mapa.pdf', sizeBytes: 1_000 }] },
  ]);
  expect((await desk.unsent()).get(mediaId)).toBe(id);
  await desk.inside((trx) => removeQuickReply(trx, desk.attendant, id));
  expect((await desk.unsent()).get(mediaId)).toBeNull();
});

test('a use that is told twice counts once, one of a colleague’s own reply not at all', async () => {
  await using desk = await replyDesk();
  const id = await desk.save(desk.attendant);
  const use = { id: newRowId(), quickReplyId: id, at: new Date() };
  const other = { id: newRowId(), quickReplyId: id, at: new Date() };
  await desk.inside((trx) => insertUses(trx, desk.attendant, [use, other]));
  await desk.inside((trx) => insertUses(trx, desk.attendant, [use]));
  await desk.inside((trx) => insertUses(trx, desk.colleague, [{ ...use, id: newRowId() }]));
  const since = new Date(Date.now() - 60_000);
  expect(await desk.inside((trx) => countUses(trx, desk.attendant, since))).toEqual([{ quickReplyId: id, uses: 2 }]);
  expect(await desk.inside((trx) => countUses(trx, desk.colleague, since))).toEqual([]);
});
