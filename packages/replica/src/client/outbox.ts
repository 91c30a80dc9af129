/**
 * What this console wrote, on its way to the server: one request at a time, in the order of writing across all
 * replicas, so that an answer given offline is there before the conversation is closed behind it.
 *
 * RxDB hands over each collection's rows on its own, in batches and at its own time. So before a row goes out, the
 * others' waiting rows are looked at: an older one that has not been handed over yet is waited for, a little.
 *
 * Every row is answered with the truth (push.ts on the server), and stays here until it is: a broken connection, a
 * server that fails, nothing drops it. A row at which the server fails again and again lets the others pass.
 */
import type { Problem } from '@balcao/domain';
import type { RxReplicationWriteToMasterRow } from 'rxdb';
import { newRowId } from '../ids.ts';
import { conformRow, emptyRow, sameValue } from '../row.ts';
import { type Answered, pushDocument, type Wish, wireRow } from '../wire.ts';
import { isSame, type Kept } from './database.ts';
import type { Link } from './link.ts';
import { LinkClosed } from './outcome.ts';
import { namesOf } from './pushNames.ts';
import { type Exchange, rebase } from './rebase.ts';
import { sleep } from './sleep.ts';
import { asDocument, asTombstone } from './steps.ts';
import type { Read } from './truths.ts';

type Row = { id: string } & Record<string, unknown>;
type Written = RxReplicationWriteToMasterRow<Row & { pending: number }>;

/** One request's rows and bytes at most. Higher: one slow row holds more behind it; the server takes 4 MB. */
const ROWS_AT_MOST = 50;
const BYTES_AT_MOST = 1_000_000;
/** For older rows of other replicas that RxDB has not handed over yet. Longer: one that never comes delays the rest. */
const WAIT_FOR_OLDER_MS = 2_000;
/** After a failure of the server, doubling. */
const RETRY_MS = { first: 250, most: 5_000 };
/** A row that failed so often goes behind the others. */
const PATIENCE = 3;

export type Outbox = {
  /** Sends rows as RxDB hands them over; resolves with what the server has of each that was not equal already. */
  push(kept: Kept, rows: readonly Written[]): Promise<Read[]>;
  close(): void;
};

type Waiting = { written: Written; name: string; order: number; failures: number };
type Handed = { kept: Kept; waiting: Waiting[]; answers: Read[]; resolve: (answers: Read[]) => void };

type OutboxOptions = {
  link: Link;
  /** All replicas that this console writes. */
  writable: readonly Kept[];
  /** Rows of a replica were answered; `overruled` of them otherwise than this console wished. */
  onAnswered: (replica: string, answered: number, overruled: number) => void;
  /** The server fails at pushing (`null`: no longer). */
  onFailing: (problem: Problem | null) => void;
};

export function createOutbox({ link, writable, onAnswered, onFailing }: OutboxOptions): Outbox {
  let handed: Handed[] = [];
  let working = false;
  let closed = false;
  let arrived: () => void = () => {};
  /** The last exchange about a row: an edit made while it was under way is put on top of it (see rebase.ts). */
  const exchanges = new Map<string, Exchange>();
  /** Rows that are answered, while their collection still shows them as waiting. */
  const settled = new Map<string, number>();

  async function work(): Promise<void> {
    if (working) return;
    working = true;
    let failures = 0;
    while (handed.length > 0 && !closed) {
      const entry = oldest(handed);
      const batch = await nextBatch(entry);
      if (batch.length === 0) continue;
      const wishes = batch.map((row) => wishOf(entry.kept, row));
      try {
        const { answer } = await link.request<{ answer: Answered<Row> }>(pushDocument(entry.kept.definition), {
          rows: wishes,
        });
        take(entry, batch, wishes, answer);
        if (failures > 0) onFailing(null);
        failures = 0;
      } catch (error) {
        if (error instanceof LinkClosed) break;
        failures += 1;
        for (const row of batch) row.failures += 1;
        setAside(entry, batch);
        if (failures >= PATIENCE) onFailing({ code: 'replica.failing', replica: entry.kept.definition.name });
        await sleep(Math.min(RETRY_MS.first * 2 ** (failures - 1), RETRY_MS.most));
      }
    }
    working = false;
  }

  /** The oldest rows of the entry, up to where another entry has an older one. */
  async function nextBatch(entry: Handed): Promise<Waiting[]> {
    entry.waiting.sort((a, b) => a.order - b.order);
    const [first] = entry.waiting;
    if (!first) return [];
    await waitForOlder(entry, first.order);
    if (closed || oldest(handed) !== entry) return []; // an older one came
    const others = handed.filter((other) => other !== entry);
    const until = Math.min(...others.flatMap(({ waiting }) => waiting.map(({ order }) => order)));
    const batch: Waiting[] = [];
    let bytes = 0;
    for (const row of entry.waiting.slice(0, ROWS_AT_MOST)) {
      bytes += JSON.stringify(row.written).length;
      const goesAlone = first.failures > 0 || row.failures > 0;
      if (batch.length > 0 && (goesAlone || row.order > until || bytes > BYTES_AT_MOST)) break;
      batch.push(row);
    }
    return batch;
  }

  /** Until no other replica holds an older row that was not handed over, or patience ends. */
  async function waitForOlder(entry: Handed, order: number): Promise<void> {
    // Not by the machine's clock: it may be set back by hours meanwhile.
    const until = performance.now() + WAIT_FOR_OLDER_MS;
    while (!closed && performance.now() < until) {
      const missing = await olderElsewhere(entry, order);
      if (!missing) return;
      await Promise.race([sleep(50), new Promise<void>((resolve) => (arrived = resolve))]);
      if (oldest(handed) !== entry) return;
    }
  }

  async function olderElsewhere(entry: Handed, order: number): Promise<boolean> {
    for (const kept of writable) {
      if (kept === entry.kept) continue;
      const found = await kept.collection
        .find({ selector: { pending: { $gt: 0, $lt: order } }, index: ['pending'], limit: ROWS_AT_MOST })
        .exec();
      for (const { primary, pending } of found) {
        const isHere = handed.some(
          (other) =>
            other.kept === kept && other.waiting.some(({ written }) => written.newDocumentState.id === primary),
        );
        if (!isHere && settled.get(keyOf(kept, primary)) !== pending) return true;
      }
    }
    return false;
  }

  function wishOf({ definition }: Kept, { written, name }: Waiting): Wish<Row> {
    const { assumedMasterState, newDocumentState } = written;
    const { id, _deleted: deleted } = newDocumentState;
    const wish: Row = { ...emptyRow(definition, id), ...wireRow(definition, newDocumentState), id };
    const base: Row | null = assumedMasterState ? { ...conformRow(definition, assumedMasterState), id } : null;
    return { ...rebase(definition, exchanges.get(`${definition.name}/${id}`), { base, wish }), deleted, name };
  }

  function take(
    entry: Handed,
    batch: readonly Waiting[],
    wishes: Wish<Row>[],
    { rows, gone, seq }: Answered<Row>,
  ): void {
    const { kept } = entry;
    const granted = rows.filter((row) => wishes.some((wish) => wish.wish.id === row.id && isGranted(kept, wish, row)));
    onAnswered(kept.definition.name, wishes.length, wishes.length - granted.length);
    for (const row of rows) {
      const sent = wishes.find(({ wish }) => wish.id === row.id)?.wish ?? row;
      const from = batch.find(({ written }) => written.newDocumentState.id === row.id)?.written.assumedMasterState;
      const base = from ? { ...conformRow(kept.definition, from), id: row.id } : null;
      remember(exchanges, keyOf(kept, row.id), { base, sent, answer: row });
      entry.answers.push({ document: asDocument(row), seq, from: 'feed' });
    }
    for (const id of gone) {
      exchanges.delete(keyOf(kept, id));
      entry.answers.push({ document: asTombstone(kept.definition, id), seq, from: 'feed' });
    }
    for (const { written } of batch) {
      const { id, pending } = written.newDocumentState;
      remember(settled, keyOf(kept, id), pending);
    }
    entry.waiting = entry.waiting.filter((row) => !batch.includes(row));
    if (entry.waiting.length > 0) return;
    handed = handed.filter((other) => other !== entry);
    entry.resolve(entry.answers);
  }

  /** A row that fails alone is behind everything that waits now, so that it holds up nobody. */
  function setAside(entry: Handed, batch: readonly Waiting[]): void {
    const [row] = batch;
    if (batch.length !== 1 || !row || row.failures < PATIENCE) return;
    row.order = Math.max(...handed.flatMap(({ waiting }) => waiting.map(({ order }) => order))) + 1;
    entry.waiting.sort((a, b) => a.order - b.order);
  }

  return {
    async push(kept, rows) {
      // Resolved just now: the server has it so. What was written and written back is asked about like any other row:
      // while it waited, the server's may have become another.
      const differing = rows.filter((row) => !isNothingNew(kept, row));
      if (differing.length === 0) return [];
      const names = await namesOf(
        kept,
        differing.map(({ newDocumentState }) => newDocumentState),
      );
      return new Promise((resolve) => {
        const waiting = differing.map((written, index) => ({
          written,
          name: names[index] ?? newRowId(),
          order: written.newDocumentState.pending,
          failures: 0,
        }));
        handed.push({ kept, waiting, answers: [], resolve });
        arrived();
        void work();
      });
    },
    close() {
      closed = true;
      arrived();
    },
  };
}

const isNothingNew = ({ definition }: Kept, { assumedMasterState: base, newDocumentState: now }: Written): boolean =>
  base !== undefined && isSame(definition, base, now);

/** Whether the row is as the console wished, in every field that it may write and changed. */
function isGranted({ definition }: Kept, { base, wish }: Wish<Row>, row: Row): boolean {
  return Object.entries(definition.fields).every(
    ([name, { merge }]) =>
      merge === 'server' || (base && sameValue(base[name], wish[name])) || sameValue(row[name], wish[name]),
  );
}

const keyOf = ({ definition }: Kept, id: string) => `${definition.name}/${id}`;

const oldest = (handed: readonly Handed[]): Handed =>
  handed.reduce((first, other) => (orderOf(other) < orderOf(first) ? other : first));
const orderOf = ({ waiting }: Handed) => Math.min(...waiting.map(({ order }) => order));

/** Only rows that are being written now matter: the last few hundred are more than that. */
const REMEMBERED = 500;
function remember<Value>(map: Map<string, Value>, key: string, value: Value): void {
  map.delete(key);
  map.set(key, value);
  const [first] = map.keys();
  if (map.size > REMEMBERED && first !== undefined) map.delete(first);
}
