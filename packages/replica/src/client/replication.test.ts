import type { RxStorage, RxStorageInstanceCreationParams } from 'rxdb';
import { BehaviorSubject, Subject } from 'rxjs';
import { expect, test } from 'vitest';
import type { Checkpoint } from '../checkpoint.ts';
import { REPLICAS } from '../definitions/index.ts';
import { newRowId } from '../ids.ts';
import { emptyRow } from '../row.ts';
import { memoryStorage } from '../testing/index.ts';
import type { Changes } from '../wire.ts';
import { openLocalDatabase } from './database.ts';
import type { Link } from './link.ts';
import { createOutbox } from './outbox.ts';
import { replicate } from './replication.ts';
import { sleep } from './sleep.ts';
import type { Step } from './steps.ts';
import type { LinkState } from './syncState.ts';
import { createTurns } from './turns.ts';

const definition = REPLICAS.conversations;
const WRITE_TAKES_MS = 20;

/** A server that gives all its rows in pages of `size`, to a console whose disk takes its time. */
async function desk(pages: number, size: number) {
  const writes: number[] = [];
  const written = { portions: 0 };
  const foretold: number[] = [];
  const name = `t${newRowId()}`;
  const { database, kept } = await openLocalDatabase({
    name,
    storage: slowStorage(writes, written),
    multiInstance: false,
    now: Date.now,
    only: [definition.name],
  });
  const [own] = kept;
  if (!own) throw new Error('no replica of conversations');
  const changes$ = new Subject<Changes>();
  const link: Link = {
    state$: new BehaviorSubject<LinkState>({ kind: 'up' }),
    changes$,
    request: async <Data>(_document: string, { checkpoint }: { checkpoint?: Checkpoint | null }) =>
      ({ step: page(checkpoint ?? null, pages, size) }) as Data,
    follow: () => () => {},
    open() {},
    keptFrom: () => null,
    close() {},
  };
  let ends = 0;
  const replication = replicate({
    kept: own,
    rank: 0,
    link,
    outbox: createOutbox({ link, writable: [own], onAnswered() {}, onFailing() {} }),
    turns: createTurns(2),
    windowStepMs: 1_000,
    isTouched: () => false,
    foretell: () => foretold.push(written.portions),
    events: {
      onBegin: () => 0,
      onStep() {},
      onEnd() {
        ends += 1;
      },
      onError(error) {
        throw error;
      },
    },
  });
  return {
    writes,
    foretold,
    ends: () => ends,
    rows: () => own.collection.count().exec(),
    resync: () => changes$.next({ resync: true }),
    async [Symbol.asyncDispose]() {
      await replication.cancel();
      await database.remove();
    },
  };
}

function page(from: Checkpoint | null, pages: number, size: number): Step {
  const at = from?.cursor === null ? pages : Number(from?.cursor ?? 0);
  const more = at < pages;
  return {
    rows: more ? Array.from({ length: size }, () => emptyRow(definition, newRowId())) : [],
    gone: [],
    checkpoint: { epoch: 'e', scope: 's', version: 1, seq: 10, cursor: more ? String(at + 1) : null, audit: false },
    more,
    fresh: false,
    remaining: null,
  };
}

/** @param writes how many of the server's rows came with each write. */
function slowStorage(writes: number[], written: { portions: number }): RxStorage<unknown, unknown> {
  const memory = memoryStorage();
  return {
    ...memory,
    async createStorageInstance<Row>(params: RxStorageInstanceCreationParams<Row, unknown>) {
      const instance = await memory.createStorageInstance<Row>({ ...params, options: {} });
      const write = instance.bulkWrite.bind(instance);
      instance.bulkWrite = async (rows, context) => {
        if (!context.startsWith('replication-downstream-')) return write(rows, context);
        writes.push(rows.length);
        await sleep(WRITE_TAKES_MS);
        const result = await write(rows, context);
        written.portions += 1;
        return result;
      };
      return instance;
    },
  };
}

test('what is pulled is written a portion at a time, however slow the disk is', async () => {
  const [pages, size] = [8, 1_000];
  await using console = await desk(pages, size);
  await expect.poll(console.rows, { timeout: 5_000 }).toBe(pages * size);
  expect(console.writes).toEqual(Array(pages).fill(size));
});

test('a portion is told of while the one before it is still being written', async () => {
  const [pages, size] = [5, 1_000];
  await using console = await desk(pages, size);
  await expect.poll(console.rows, { timeout: 5_000 }).toBe(pages * size);
  const [, ...others] = console.foretold.slice(0, pages);
  expect(others.map((portions, n) => portions <= n)).toEqual(Array(pages - 1).fill(true));
});

test('a pull whose end brings no row leaves the next one free', async () => {
  await using console = await desk(2, 1_000);
  await expect.poll(console.ends, { timeout: 5_000 }).toBe(1);
  console.resync();
  await expect.poll(console.ends, { timeout: 5_000 }).toBe(2);
});
