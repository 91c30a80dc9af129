import { expect, test } from 'vitest';
import { REPLICAS } from '../definitions/index.ts';
import { newRowId } from '../ids.ts';
import { memoryStorage } from '../testing/index.ts';
import { openLocalDatabase } from './database.ts';
import { namesOf } from './pushNames.ts';
import { pin } from './writes/index.ts';

async function marks(storage: ReturnType<typeof memoryStorage>) {
  const { database, collections, kept } = await openLocalDatabase({
    name: 'names',
    storage,
    multiInstance: false,
    now: Date.now,
  });
  const found = kept.find(({ definition }) => definition === REPLICAS.marks);
  if (!found) throw new Error('no replica of marks');
  const state = async () => {
    const [row] = await found.collection.find().exec();
    if (!row) throw new Error('no mark');
    return { ...row.toMutableJSON(), _deleted: false };
  };
  return {
    collections,
    state,
    nameOf: async (of: Awaited<ReturnType<typeof state>>) => (await namesOf(found, [of]))[0],
    [Symbol.asyncDispose]: async () => void (await database.close()),
  };
}

test('a write keeps its name over a restart; the same value written anew is another write', async () => {
  const storage = memoryStorage();
  const of = { userId: newRowId(), conversationId: newRowId() };
  const names: (string | undefined)[] = [];
  {
    await using here = await marks(storage);
    await pin(here.collections, { ...of, pinned: true });
    names.push(await here.nameOf(await here.state()));
  }
  {
    await using here = await marks(storage);
    names.push(await here.nameOf(await here.state()));
    await pin(here.collections, { ...of, pinned: false });
    await pin(here.collections, { ...of, pinned: true });
    names.push(await here.nameOf(await here.state()));
  }
  expect(names[1]).toBe(names[0]);
  expect(names[2]).not.toBe(names[0]);
});

test('a state that was edited since it was handed over gets a name of its own each time', async () => {
  await using here = await marks(memoryStorage());
  const of = { userId: newRowId(), conversationId: newRowId() };
  await pin(here.collections, { ...of, pinned: true });
  const before = await here.state();
  await pin(here.collections, { ...of, pinned: false });
  const names = [await here.nameOf(before), await here.nameOf(before), await here.nameOf(await here.state())];
  expect(new Set(names).size).toBe(3);
});
