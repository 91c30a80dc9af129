import { type ConversationView, type ProblemCode, Refusal } from '@balcao/domain';
import { emptyRow, type MarkRow, newRowId, REPLICAS } from '@balcao/replica';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Actor } from '../auth/index.ts';
import { testDesk } from '../channels/testDesk.ts';
import { type TestDatabase, testDatabase } from '../testing/index.ts';
import { marksReplica } from './replicas.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.close());

const VIEW: ConversationView = {
  segment: 'unassigned',
  status: 'open',
  queueId: '',
  channelId: '',
  tagId: '',
  unread: true,
  sort: 'oldest',
};

async function viewDesk() {
  const desk = await testDesk(database);
  await desk.stopLanes();
  const owner = await desk.user('attendant');
  const colleague = await desk.user('attendant');
  const row = (own: Partial<MarkRow> = {}): MarkRow => ({
    ...emptyRow(REPLICAS.marks, newRowId()),
    kind: 'view',
    userId: owner.userId,
    name: 'Esperando',
    view: VIEW,
    ...own,
  });
  return {
    ...desk,
    owner,
    colleague,
    row,
    write: (actor: Actor, merged: MarkRow) =>
      desk.inside(async (trx) => marksReplica.write?.(trx, actor, { base: null, master: null, merged, changed: [] })),
    seen: (actor: Actor) => desk.inside(async (trx) => (await marksReplica.page(trx, actor, null, 100)).rows),
  };
}

async function refused(work: Promise<unknown>): Promise<ProblemCode> {
  const error = await work.then(() => null).catch((reason: unknown) => reason);
  if (error instanceof Refusal) return error.problem.code;
  throw new Error(`not refused: ${error}`);
}

test('INB-15 a saved view comes back whole to its owner, and to nobody else', async () => {
  await using desk = await viewDesk();
  const row = desk.row({ position: 3 });
  await desk.write(desk.owner, row);
  expect(await desk.seen(desk.owner)).toEqual([row]);
  expect(await desk.seen(desk.colleague)).toEqual([]);
  expect(await desk.inside((trx) => marksReplica.read(trx, desk.colleague, [row.id]))).toEqual([]);
});

test('it is renamed and moved in place, and taken away by its owner’s word alone', async () => {
  await using desk = await viewDesk();
  const row = desk.row();
  await desk.write(desk.owner, row);
  await desk.write(desk.owner, { ...row, name: 'Fila da manhã', position: 1 });
  const theft = { ...row, userId: desk.colleague.userId, name: 'Minha' };
  expect(await refused(desk.write(desk.colleague, theft))).toBe('record.notFound');
  await desk.write(desk.colleague, { ...theft, removed: true });
  expect(await desk.seen(desk.owner)).toMatchObject([{ name: 'Fila da manhã', position: 1 }]);
  await desk.write(desk.owner, { ...row, removed: true });
  await desk.write(desk.owner, { ...row, removed: true });
  expect(await desk.seen(desk.owner)).toEqual([]);
});

test('without a name or filters it is refused', async () => {
  await using desk = await viewDesk();
  expect(await refused(desk.write(desk.owner, desk.row({ name: ' ' })))).toBe('input.invalid');
  expect(await refused(desk.write(desk.owner, desk.row({ view: null })))).toBe('input.invalid');
  expect(await refused(desk.write(desk.colleague, desk.row()))).toBe('record.notFound');
});
