import { Subject } from 'rxjs';
import { expect, test } from 'vitest';
import type { Checkpoint } from '../checkpoint.ts';
import { REPLICAS } from '../definitions/index.ts';
import { newRowId } from '../ids.ts';
import { emptyRow } from '../row.ts';
import { memoryStorage } from '../testing/index.ts';
import type { Changes } from '../wire.ts';
import { openLocalDatabase } from './database.ts';
import { downstream } from './downstream.ts';
import { createTruths } from './truths.ts';

const definition = REPLICAS.conversations;
const place: Checkpoint = { epoch: 'e', scope: 's', version: 1, seq: 10, cursor: null, audit: false };

/** The part of one replica in the stream, on a real local collection. */
async function stream() {
  const options = { name: `t${newRowId()}`, storage: memoryStorage(), multiInstance: false, now: Date.now };
  const { database, kept } = await openLocalDatabase(options);
  const own = kept.find((each) => each.definition === definition);
  if (!own) throw new Error('no replica of conversations');
  const changes$ = new Subject<Changes>();
  const emitted: unknown[] = [];
  const errors: unknown[] = [];
  const subscription = downstream(changes$, {
    kept: own,
    truths: createTruths(own, { request: () => Promise.reject(new Error('nobody asks')) }),
    state: () => undefined,
    place: { current: place },
    onError: (error) => errors.push(error),
  }).subscribe((emission) => emitted.push(emission === 'RESYNC' ? emission : emission.documents.map(({ id }) => id)));
  return { database, changes$, emitted, errors, subscription };
}

const stepWith = (id: string, seq: number): Changes => ({
  resync: false,
  conversations: {
    rows: [emptyRow(definition, id)],
    gone: [],
    checkpoint: { ...place, seq },
    more: false,
    fresh: false,
    remaining: null,
  },
});

test('a step is handed over', async () => {
  const { changes$, emitted, database } = await stream();
  changes$.next(stepWith('one', 11));
  await expect.poll(() => emitted).toEqual([['one']]);
  await database.remove();
});

test('a step that could not be taken becomes a pull, and is told', async () => {
  const { changes$, emitted, errors, database } = await stream();
  await database.remove();
  changes$.next(stepWith('one', 11));
  await expect.poll(() => emitted).toEqual(['RESYNC']);
  expect(errors).toHaveLength(1);
});

test('a console that is closing says nothing of what it could not take any more', async () => {
  const { changes$, emitted, errors, subscription, database } = await stream();
  changes$.next(stepWith('one', 11));
  subscription.unsubscribe();
  await database.remove();
  await new Promise((resolve) => setTimeout(resolve, 20));
  expect([emitted, errors]).toEqual([[], []]);
});
