/** From the server's steps to what RxDB's replication takes: documents with their ends, and a checkpoint. */
import type { WithDeleted } from 'rxdb';
import type { Checkpoint } from '../checkpoint.ts';
import type { ReplicaDefinition } from '../define.ts';
import { emptyRow } from '../row.ts';
import { absentDocument, type Pulled, pullDocument } from '../wire.ts';
import type { Answers } from './answers.ts';
import type { AnyCollection, Kept } from './database.ts';
import type { Link } from './link.ts';

type Row = { id: string } & Record<string, unknown>;
export type Document = WithDeleted<Row & { pending: number }>;
export type Step = Pulled<Row>;

/** Ids asked about in one request, when a console that started afresh looks at what it held. */
const AUDIT_BATCH = 500;

export const asDocument = (row: Row): Document => ({ ...row, pending: 0, _deleted: false });

/** A row's end. Its fields are emptied with it, so that nothing personal stays on disk. */
export function asTombstone(definition: ReplicaDefinition, id: string): Document {
  const empty: Record<string, unknown> = emptyRow(definition, id);
  return { ...empty, id, pending: 0, _deleted: true };
}

/** The ends of those rows that are here. Of rows that never were, nothing is kept. */
export async function tombstonesOf({ definition, collection }: Kept, gone: readonly string[]): Promise<Document[]> {
  if (gone.length === 0) return [];
  const here = await collection.storageInstance.findDocumentsById([...gone], false);
  return here.map(({ id }) => asTombstone(definition, id));
}

/** Documents of a step, each with the number up to which the feed was read for it. */
export type Read = { document: Document; seq: number };

export async function readOf(kept: Kept, { rows, gone, checkpoint: { seq } }: Step): Promise<Read[]> {
  const documents = [...rows.map(asDocument), ...(await tombstonesOf(kept, gone))];
  return documents.map((document) => ({ document, seq }));
}

/** Leaves aside what an answer has overtaken. To be called at the last moment: answers arrive meanwhile. */
export function newsIn({ definition }: Kept, answers: Answers, read: readonly Read[]): Document[] {
  const news = read.filter(({ document, seq }) => !answers.isOlder(definition.name, document.id, seq));
  return news.map(({ document }) => document);
}

/**
 * Pulls until `size` documents are together or the end is reached: RxDB takes a short batch for the end.
 *
 * @param onStep hears of every step, for the progress.
 */
export async function pullBatch(
  link: Link,
  kept: Kept,
  {
    from,
    size,
    answers,
    onStep,
  }: { from: Checkpoint | null; size: number; answers: Answers; onStep: (step: Step) => void },
): Promise<{ documents: Document[]; checkpoint: Checkpoint; ended: boolean }> {
  const read: Read[] = [];
  let checkpoint = from;
  for (;;) {
    const { step } = await link.request<{ step: Step }>(pullDocument(kept.definition), { checkpoint, limit: size });
    // What was read under another scope or epoch may not be this user's any more, and the audit sees stored rows only.
    if (step.fresh) read.length = 0;
    read.push(...(await readOf(kept, step)));
    checkpoint = step.checkpoint;
    if (checkpoint.audit && checkpoint.cursor === null) {
      const ended = await audit(link, kept);
      read.push(...ended.map((document) => ({ document, seq: step.checkpoint.seq })));
      checkpoint = { ...checkpoint, audit: false };
    }
    onStep(step);
    if (!step.more || read.length >= size) {
      return { documents: newsIn(kept, answers, read), checkpoint, ended: !step.more };
    }
  }
}

/** After a new start: asks about every row that is here, and ends those that are no longer this user's. */
async function audit(link: Link, kept: Kept): Promise<Document[]> {
  const tombstones: Document[] = [];
  for await (const ids of idsOf(kept.collection)) {
    const { absent } = await link.request<{ absent: string[] }>(absentDocument(kept.definition), { ids });
    tombstones.push(...absent.map((id) => asTombstone(kept.definition, id)));
  }
  return tombstones;
}

async function* idsOf(collection: AnyCollection): AsyncGenerator<string[]> {
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
