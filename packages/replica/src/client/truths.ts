/**
 * What the server says of rows, brought into one order with what this console is writing of them.
 *
 * RxDB passes over whatever arrives for a row that waits here to be pushed, and keeps the push's answer instead. But
 * answers, pulls and the stream are read at different moments and overtake each other: the answer may be the older
 * word. So what arrives for a row that waits is laid aside, and compared with the answer when that is there.
 *
 * - Numbers decide: whatever was read up to number n of the feed holds all that is numbered up to n.
 * - What a user may see can change without a number of the row's own. A row that a new start found to be no longer the
 *   user's is therefore asked about again when an answer still shows it.
 * - An answer that is being written is waited for: RxDB would pass over what comes in that moment.
 */
import type { WithDeleted } from 'rxdb';
import { isWritable } from '../rxSchema.ts';
import { absentDocument } from '../wire.ts';
import type { Kept } from './database.ts';
import type { Link } from './link.ts';
import { RequestFailed } from './outcome.ts';
import { sleep } from './sleep.ts';

type Row = { id: string } & Record<string, unknown>;
export type Document = WithDeleted<Row & { pending: number }>;

/**
 * One row of the server's, or its end, and up to which number of the feed it holds everything.
 * - `feed`: a change, or an answer.
 * - `page`: of a first sync, or of a new start under another scope.
 * - `audit`: at a new start the server said that the row, which is here, is not this user's any more; `asked` is when.
 */
export type Read = { document: Document; seq: number } & ({ from: 'feed' | 'page' } | { from: 'audit'; asked: number });

export type Truths = {
  /** A moment among the answers to pushes, for `Read`s of audits. */
  now(): number;
  /** What of it RxDB is to write now. Ends of rows that are not here are left out. */
  admit(read: readonly Read[]): Promise<Document[]>;
  /** These were handed to RxDB, and are in the collection when `written` resolves. */
  underWay(documents: readonly Document[], written: Promise<unknown>): void;
  /** Rows that were handed to RxDB and may not be in the collection yet. */
  idsUnderWay(): string[];
  /** The answers to a push, as RxDB is to write them; it does so until `written` resolves. */
  settle(answers: readonly Read[], written: () => Promise<unknown>): Promise<Document[]>;
};

/** Late words are milliseconds late; so many rows are not answered in that time. */
const REMEMBERED = 500;
/** Between questions that the server could not answer. */
const RETRY_MS = 250;

export function createTruths(kept: Kept, link: Pick<Link, 'request'>): Truths {
  const { definition, collection } = kept;
  const asides = new Map<string, Read>();
  const answered = new Map<string, { read: Read; at: number }>();
  const handed = new Set<ReadonlySet<string>>();
  const waitingCount = isWritable(definition)
    ? collection.count({ selector: { pending: { $gt: 0 } }, index: ['pending'] })
    : null;
  let answers = 0;
  let writing: Promise<unknown> = Promise.resolve();

  const isUnderWay = (id: string) => [...handed].some((ids) => ids.has(id));

  async function absentAmong(ids: readonly string[]): Promise<Set<string>> {
    if (ids.length === 0) return new Set();
    const { absent } = await link.request<{ absent: string[] }>(absentDocument(definition), { ids });
    return new Set(absent);
  }

  /** The rows that are on the disk, where it matters: for ends, and while anything waits. */
  async function storedAmong(read: readonly Read[]): Promise<Map<string, number>> {
    const anyWaits = waitingCount !== null && (await waitingCount.exec()) > 0;
    const asked = anyWaits ? read : read.filter(({ document }) => document._deleted);
    if (asked.length === 0) return new Map();
    const ids = asked.map(({ document }) => document.id);
    const stored = await collection.storageInstance.findDocumentsById(ids, false);
    return new Map(stored.map(({ id, pending }) => [id, pending]));
  }

  /** The newer word of a step's and the last answer's: the answer is newer where it holds the step's numbers. */
  function newest(read: Read): Document {
    const { id } = read.document;
    const last = answered.get(id)?.read;
    const isOvertaken = last !== undefined && read.from !== 'audit' && read.seq <= last.seq;
    // A page shows what its user sees by now; the answer was perhaps given to the scope of before.
    const isSeenAgain = read.from === 'page' && last?.document._deleted;
    if (isOvertaken && !isSeenAgain) return last.document;
    answered.delete(id);
    return read.document;
  }

  async function askAgain(read: readonly Read[]): Promise<Read[]> {
    const isDoubted = (each: Read) => each.from === 'audit' && (answered.get(each.document.id)?.at ?? 0) > each.asked;
    const doubted = read.filter(isDoubted);
    if (doubted.length === 0) return [...read];
    const asked = answers;
    const absent = await absentAmong(doubted.map(({ document }) => document.id));
    return read.flatMap((each): Read[] => {
      if (!isDoubted(each)) return [each];
      return absent.has(each.document.id) ? [{ ...each, from: 'audit', asked }] : [];
    });
  }

  return {
    now: () => answers,
    async admit(read) {
      let asked = read;
      for (;;) {
        await writing;
        const at = answers;
        asked = await askAgain(asked);
        const stored = await storedAmong(asked);
        if (answers !== at) continue;
        return asked.flatMap((each): Document[] => {
          const { id } = each.document;
          if ((stored.get(id) ?? 0) > 0) {
            asides.set(id, each);
            return [];
          }
          const document = newest(each);
          // Of rows that never were here, nothing is kept.
          return document._deleted && !stored.has(id) && !isUnderWay(id) ? [] : [document];
        });
      }
    },
    underWay(documents, written) {
      const ids = new Set(documents.map(({ id }) => id));
      handed.add(ids);
      const forget = () => handed.delete(ids);
      written.then(forget, forget);
    },
    idsUnderWay: () => [...handed].flatMap((ids) => [...ids]),
    async settle(given, written) {
      const checked = new Map<Read, boolean>();
      for (;;) {
        const open = given.flatMap(({ document: { id, _deleted } }) => {
          const aside = asides.get(id);
          return aside?.from === 'audit' && !_deleted && !checked.has(aside) ? [aside] : [];
        });
        if (open.length === 0) break;
        const absent = await persistently(() => absentAmong(open.map(({ document }) => document.id)));
        for (const aside of open) checked.set(aside, absent.has(aside.document.id));
      }
      answers += 1;
      const documents = given.map((answer) => {
        const { id } = answer.document;
        const aside = asides.get(id);
        asides.delete(id);
        const truth = aside && isNewer(aside, answer, checked.get(aside) ?? false) ? aside : answer;
        remember(answered, id, { read: truth, at: answers });
        return truth.document;
      });
      writing = Promise.all([writing, written()]);
      return documents;
    },
  };
}

/** @param isAbsent of an audit's word: the server said it once more after the answer. */
function isNewer(aside: Read, answer: Read, isAbsent: boolean): boolean {
  if (aside.from === 'audit') return isAbsent;
  return aside.seq > answer.seq || (aside.from === 'page' && answer.document._deleted);
}

/** A server that fails for a moment must not have the push done again. */
async function persistently<Result>(work: () => Promise<Result>): Promise<Result> {
  for (;;) {
    try {
      return await work();
    } catch (error) {
      if (!(error instanceof RequestFailed)) throw error;
      await sleep(RETRY_MS);
    }
  }
}

function remember<Value>(map: Map<string, Value>, key: string, value: Value): void {
  map.delete(key);
  map.set(key, value);
  const [first] = map.keys();
  if (map.size > REMEMBERED && first !== undefined) map.delete(first);
}
