import { type MessageContent, messageContentSchema, type Problem } from '@balcao/domain';
import { REPLICAS, type ScheduledRow } from '@balcao/replica';
import type { Actor } from '../auth/index.ts';
import { visibleTo } from '../conversations/index.ts';
import type { Trx } from '../db/index.ts';

/** Rows of `scheduled_message`: there until the message went out, or was given up. */
export type Scheduled = {
  id: string;
  conversationId: string;
  content: MessageContent;
  authorId: string;
  replyToId: string | null;
  source: 'console' | 'api';
  dueAt: Date;
};

const COLUMNS = ['id', 'conversationId', 'content', 'authorId', 'replyToId', 'source', 'dueAt'] as const;

export async function insertScheduled(trx: Trx, companyId: string, row: Scheduled): Promise<void> {
  await trx
    .insertInto('scheduledMessage')
    .values({ ...row, companyId, content: JSON.stringify(row.content) })
    .execute();
}

/** The message whose turn is next, locked; undefined when none waits. Those held wait for a person, not for their time. */
export async function lockNext(trx: Trx, companyId: string, conversationId: string): Promise<Scheduled | undefined> {
  const row = await trx
    .selectFrom('scheduledMessage')
    .select(COLUMNS)
    .where('companyId', '=', companyId)
    .where('conversationId', '=', conversationId)
    .where('held', 'is', null)
    .orderBy('dueAt')
    .orderBy('id')
    .limit(1)
    .forUpdate()
    .executeTakeFirst();
  return row && fromRow(row);
}

/** The conversation must be locked before: whoever sends it does so too. */
export async function lockScheduled(trx: Trx, companyId: string, id: string): Promise<Scheduled | undefined> {
  const row = await trx
    .selectFrom('scheduledMessage')
    .select(COLUMNS)
    .where('companyId', '=', companyId)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst();
  return row && fromRow(row);
}

export async function conversationOfScheduled(trx: Trx, companyId: string, id: string): Promise<string | undefined> {
  const row = await trx
    .selectFrom('scheduledMessage')
    .select('conversationId')
    .where('companyId', '=', companyId)
    .where('id', '=', id)
    .executeTakeFirst();
  return row?.conversationId;
}

/** Another time makes it wait again, whatever held it. */
export async function updateScheduled(
  trx: Trx,
  companyId: string,
  id: string,
  { content, dueAt }: { content: MessageContent; dueAt: Date },
): Promise<void> {
  await trx
    .updateTable('scheduledMessage')
    .set({ content: JSON.stringify(content), dueAt, held: null })
    .where('companyId', '=', companyId)
    .where('id', '=', id)
    .execute();
}

export async function hold(trx: Trx, companyId: string, id: string, problem: Problem): Promise<void> {
  await trx
    .updateTable('scheduledMessage')
    .set({ held: JSON.stringify(problem) })
    .where('companyId', '=', companyId)
    .where('id', '=', id)
    .execute();
}

export async function removeScheduled(trx: Trx, companyId: string, id: string): Promise<void> {
  await trx.deleteFrom('scheduledMessage').where('companyId', '=', companyId).where('id', '=', id).execute();
}

export async function countScheduled(trx: Trx, companyId: string, conversationId: string): Promise<number> {
  const { count } = await trx
    .selectFrom('scheduledMessage')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('companyId', '=', companyId)
    .where('conversationId', '=', conversationId)
    .executeTakeFirstOrThrow();
  return Number(count);
}

/** Its files are swept once it is gone and did not take them along. */
export async function keepFiles(trx: Trx, companyId: string, id: string, mediaIds: readonly string[]): Promise<void> {
  await trx
    .updateTable('media')
    .set({ scheduledId: null })
    .where('companyId', '=', companyId)
    .where('scheduledId', '=', id)
    .execute();
  if (mediaIds.length === 0) return;
  await trx
    .updateTable('media')
    .set({ scheduledId: id })
    .where('companyId', '=', companyId)
    .where('id', 'in', [...mediaIds])
    .execute();
}

export async function isSent(trx: Trx, companyId: string, id: string): Promise<boolean> {
  const found = await trx
    .selectFrom('message')
    .select('id')
    .where('companyId', '=', companyId)
    .where('id', '=', id)
    .executeTakeFirst();
  return found !== undefined;
}

type Row = Awaited<ReturnType<ReturnType<typeof selectScheduled>['executeTakeFirstOrThrow']>>;
const fromRow = (row: Omit<Row, 'held' | 'createdAt'>): Scheduled => ({
  ...row,
  content: messageContentSchema.parse(row.content),
  source: row.source === 'api' ? 'api' : 'console',
});

/** What a viewer sees of them: those of the conversations that they see. */
export function selectScheduled(trx: Trx, viewer: Actor) {
  return trx
    .selectFrom('scheduledMessage')
    .innerJoin('conversation', (join) =>
      join
        .onRef('conversation.companyId', '=', 'scheduledMessage.companyId')
        .onRef('conversation.id', '=', 'scheduledMessage.conversationId'),
    )
    .select([
      'scheduledMessage.id',
      'scheduledMessage.conversationId',
      'scheduledMessage.content',
      'scheduledMessage.authorId',
      'scheduledMessage.replyToId',
      'scheduledMessage.source',
      'scheduledMessage.dueAt',
      'scheduledMessage.held',
      'scheduledMessage.createdAt',
    ])
    .where('scheduledMessage.companyId', '=', viewer.companyId)
    .where(visibleTo(viewer));
}

export function rowOf(record: Row): ScheduledRow {
  const { fields } = REPLICAS.scheduled;
  return {
    id: record.id,
    conversationId: record.conversationId,
    content: fields.content.schema.parse(record.content),
    authorId: record.authorId,
    replyToId: record.replyToId ?? '',
    dueAt: record.dueAt.getTime(),
    held: fields.held.schema.parse(record.held),
    createdAt: record.createdAt.getTime(),
    cancelled: false,
  };
}
