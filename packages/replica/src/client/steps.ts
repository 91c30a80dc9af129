/** From the server's steps to rows and their ends, and the checkpoint that stands after them. */
import type { Checkpoint } from '../checkpoint.ts';
import type { ReplicaDefinition } from '../define.ts';
import { emptyRow } from '../row.ts';
import { absentDocument, type Pulled, pullDocument } from '../wire.ts';
import { type Ageing, oldIdsOf } from './ageing.ts';
import type { AnyCollection, Kept } from './database.ts';
import type { Link } from './link.ts';
import type { Document, Read, Truths } from './truths.ts';

type Row = { id: string } & Record<string, unknown>;
export type Step = Pulled<Row>;

/** Ids asked about in one request, when a console that started afresh looks at what it held. */
const AUDIT_BATCH = 500;

export const asDocument = (row: Row): Document => ({ ...row, pending: 0, _deleted: false });

/** A row's end. Its fields are emptied with it, so that nothing personal stays on disk. */
export function asTombstone(definition: ReplicaDefinition, id: string): Document {
  const empty: Record<string, unknown> = emptyRow(definition, id);
  return { ...empty, id, pending: 0, _deleted: true };
}

/** @param from where the step was read: in the feed, or on a page of a first sync. */
export function readOf({ definition }: Kept, { rows, gone, checkpoint: { seq } }: Step, from: 'feed' | 'page'): Read[] {
  const documents = [...rows.map(asDocument), ...gone.map((id) => asTombstone(definition, id))];
  return documents.map((document) => ({ document, seq, from }));
}

/**
 * Pulls until `size` rows are together or the end is reached.
 *
 * @param onStep hears of every step, for the progress.
 */
export async function pullBatch(
  link: Pick<Link, 'request'>,
  kept: Kept,
  {
    from,
    size,
    truths,
    ageing,
    onStep,
  }: {
    from: Checkpoint | null;
    size: number;
    ageing: Ageing;
    truths: Pick<Truths, 'now' | 'idsUnderWay'>;
    onStep: (step: Step) => void;
  },
): Promise<{ read: Read[]; checkpoint: Checkpoint; ended: boolean }> {
  /** By id: what a later step says of a row takes the place of what an earlier one did, though neither is stored yet. */
  const read = new Map<string, Read>();
  let checkpoint = from;
  // Rows without a place: whoever was killed in a first sync wrote the rows, and not yet up to where they were read.
  const isInterrupted = from === null && (await kept.collection.findOne().exec()) !== null;
  for (;;) {
    const isPage = checkpoint === null || checkpoint.cursor !== null;
    const { step } = await link.request<{ step: Step }>(pullDocument(kept.definition), { checkpoint, limit: size });
    // What was read under another scope or epoch may not be this user's any more, and the audit sees stored rows only.
    if (step.fresh) read.clear();
    for (const each of readOf(kept, step, isPage || step.fresh ? 'page' : 'feed')) read.set(each.document.id, each);
    checkpoint = isInterrupted && step.fresh ? { ...step.checkpoint, audit: true } : step.checkpoint;
    if (checkpoint.audit && checkpoint.cursor === null) {
      const all = idsOf(kept.collection, truths.idsUnderWay());
      for (const each of await audit(link, kept, truths, all, checkpoint.seq)) read.set(each.document.id, each);
      checkpoint = { ...checkpoint, audit: false };
    }
    const windowFrom = step.more ? null : ageing.due();
    if (windowFrom !== null) {
      const old = oldIdsOf(kept, windowFrom, AUDIT_BATCH);
      for (const each of await audit(link, kept, truths, old, checkpoint.seq)) read.set(each.document.id, each);
      ageing.looked(windowFrom);
    }
    onStep(step);
    if (!step.more || read.size >= size) return { read: [...read.values()], checkpoint, ended: !step.more };
  }
}

/** Asks about rows that are here, and ends those that the user has no longer: out of the scope, or of the window. */
async function audit(
  link: Pick<Link, 'request'>,
  kept: Kept,
  truths: Pick<Truths, 'now'>,
  asking: AsyncIterable<string[]>,
  seq: number,
): Promise<Read[]> {
  const ends: Read[] = [];
  for await (const ids of asking) {
    const asked = truths.now();
    const { absent } = await link.request<{ absent: string[] }>(absentDocument(kept.definition), { ids });
    ends.push(...absent.map((id): Read => ({ document: asTombstone(kept.definition, id), seq, from: 'audit', asked })));
  }
  return ends;
}

/** @param further rows that are about to be written. */
async function* idsOf(collection: AnyCollection, further: readonly string[]): AsyncGenerator<string[]> {
  for (let from = 0; from < further.length; from += AUDIT_BATCH) yield further.slice(from, from + AUDIT_BATCH);
  for (let after = ''; ; ) {
    const found = await collection
      .find({ selector: { id: { $gt: after } }, sort: [{ id: 'asc' }], limit: AUDIT_BATCH })
      .exec();
    const ids = found.map((document) => document.primary);
    if (ids.length > 0) yield ids;
    const last = ids.at(-1);
    if (last === undefined || ids.length < AUDIT_BATCH) return;
    after = last;
  }
}
