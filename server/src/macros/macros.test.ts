import { type MacroAction, type ProblemCode, Refusal } from '@balcao/domain';
import { newRowId } from '@balcao/replica';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Actor } from '../auth/index.ts';
import { testDesk, textMessage } from '../channels/testDesk.ts';
import { type TestDatabase, testDatabase } from '../testing/index.ts';
import { runMacro } from './runMacro.ts';
import { saveMacro } from './saveMacro.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.close());

const NOW = Date.UTC(2026, 10, 21, 12);

async function macroDesk() {
  const desk = await testDesk(database);
  await desk.deliver(desk.body({ messages: [textMessage('Bom dia')] }));
  await desk.settled();
  await desk.stopLanes();
  const conversationId = (await desk.conversations())[0]?.id ?? '';
  const attendant = await desk.user('attendant');
  const elsewhere = await desk.user('attendant', []);
  const tag = await desk.inside((trx) =>
    trx
      .insertInto('tag')
      .values({ companyId: desk.companyId, name: 'Orçamento' })
      .returning('id')
      .executeTakeFirstOrThrow(),
  );
  const macro = async (actions: MacroAction[], actor: Actor = attendant) => {
    const id = newRowId();
    await desk.inside((trx) => saveMacro(trx, actor, { id, isCompanys: false, name: `Macro ${id}`, actions }));
    return id;
  };
  return {
    ...desk,
    attendant,
    elsewhere,
    tagId: tag.id,
    macro,
    run: (macroId: string, { actor = attendant, runId = newRowId() }: { actor?: Actor; runId?: string } = {}) =>
      desk.inside((trx) => runMacro(trx, actor, { macroId, conversationId, runId, now: NOW })),
    conversation: async () => (await desk.conversations())[0],
    outgoing: () =>
      desk.inside((trx) =>
        trx
          .selectFrom('message')
          .select('text')
          .where('companyId', '=', desk.companyId)
          .where('direction', 'in', ['out', 'note'])
          .orderBy('createdAt')
          .execute(),
      ),
  };
}

async function refused(work: Promise<unknown>): Promise<ProblemCode> {
  const error = await work.then(() => null).catch((reason: unknown) => reason);
  if (error instanceof Refusal) return error.problem.code;
  throw new Error(`not refused: ${error}`);
}

test('INB-24 a macro replies with the names filled in, tags and closes, as one', async () => {
  await using desk = await macroDesk();
  const id = await desk.macro([
    { kind: 'reply', text: 'Obrigado por escrever para {{company.name}}!' },
    { kind: 'tag', tagIds: [desk.tagId] },
    { kind: 'close', reason: 'Resolvido' },
  ]);
  await desk.run(id);
  expect(await desk.conversation()).toMatchObject({ status: 'closed', tags: [desk.tagId] });
  expect((await desk.outgoing()).map(({ text }) => text)).toEqual([
    expect.stringMatching(/^Obrigado por escrever para [^{]+!$/),
  ]);
});

test('when one action is refused, none was done', async () => {
  await using desk = await macroDesk();
  const id = await desk.macro([
    { kind: 'reply', text: 'Vou passar você adiante.' },
    { kind: 'tag', tagIds: [desk.tagId] },
    { kind: 'transfer', to: { kind: 'queue', queueId: newRowId() }, reason: '' },
  ]);
  const before = await desk.conversation();
  expect(await refused(desk.run(id))).toBe('record.notFound');
  expect(await desk.conversation()).toEqual(before);
  expect(await desk.outgoing()).toEqual([]);
});

test('a text whose variable nobody knows stops the macro before anything is done', async () => {
  await using desk = await macroDesk();
  const id = await desk.macro([
    { kind: 'tag', tagIds: [desk.tagId] },
    { kind: 'reply', text: 'Escrevi para {{contact.email}}' },
  ]);
  expect(await refused(desk.run(id))).toBe('macro.variableOpen');
  expect(await desk.conversation()).toMatchObject({ tags: [] });
});

test('run twice under one id, its message is there once', async () => {
  await using desk = await macroDesk();
  const id = await desk.macro([{ kind: 'reply', text: 'Uma vez só' }]);
  const runId = newRowId();
  await desk.run(id, { runId });
  await desk.run(id, { runId });
  expect(await desk.outgoing()).toHaveLength(1);
});

test('a snooze counts from now, and assigning to whoever runs it claims', async () => {
  await using desk = await macroDesk();
  const id = await desk.macro([
    { kind: 'assign', userId: null },
    { kind: 'snooze', minutes: 90 },
  ]);
  await desk.run(id);
  expect(await desk.conversation()).toMatchObject({
    assigneeId: desk.attendant.userId,
    status: 'snoozed',
    snoozedUntil: new Date(NOW + 90 * 60_000),
  });
});

test('it gives nobody a right that they have not: not to the conversation, not to a colleague’s own macro', async () => {
  await using desk = await macroDesk();
  const own = await desk.macro([{ kind: 'close', reason: '' }]);
  expect(await refused(desk.run(own, { actor: desk.elsewhere }))).toBe('record.notFound');
  const theirs = await desk.macro([{ kind: 'close', reason: '' }], desk.elsewhere);
  expect(await refused(desk.run(theirs, { actor: desk.elsewhere }))).toBe('record.notFound');
  expect(await desk.conversation()).toMatchObject({ status: 'open' });
});

test('actions that could never be done are refused when it is saved', async () => {
  await using desk = await macroDesk();
  expect(
    await refused(
      desk.macro([
        { kind: 'close', reason: '' },
        { kind: 'note', text: 'Depois' },
      ]),
    ),
  ).toBe('macro.unsound');
  expect(await refused(desk.macro([]))).toBe('macro.unsound');
});
