import type { ConversationRow, MessageRow } from '@balcao/replica';
import { sql } from 'kysely';
import type { Actor } from '../auth/index.ts';
import type { Trx } from '../db/index.ts';
import { windowFrom } from '../sync/window.ts';
import {
  conversationRow,
  messageRow,
  momentOf,
  type Place,
  placeOf,
  readPlace,
  selectConversations,
  selectMessages,
  writePlace,
} from './rows.ts';
import { visibleTo } from './scope.ts';

/**
 * First sync: newest first, the last 90 days and everything open (SYNC-05). What is older and open follows what is
 * recent, each part along an index of its own, so no page reads through years of closed conversations.
 *
 * `after` names the part, the day on which the sync began (the window must not move between pages), and the place.
 */
type Part = 'recent' | 'older';
type Cursor = { part: Part; since: Date; place: Place | null };
export type Page<Row> = { rows: Row[]; next: string | null };

/** One page; the second part begins where the first ends, within the same page if there is room. */
async function pageOf<Row>(
  after: string | null,
  limit: number,
  from: Date,
  read: (cursor: Cursor, limit: number) => Promise<{ row: Row; place: Place }[]>,
): Promise<Page<Row>> {
  const start = after === null ? null : readCursor(after);
  const cursor = start ?? { part: 'recent', since: from, place: null };
  const found = await read(cursor, limit);
  const rows = found.map(({ row }) => row);
  const last = found.at(-1)?.place ?? null;
  if (found.length === limit) return { rows, next: writeCursor({ ...cursor, place: last }) };
  if (cursor.part === 'older') return { rows, next: null };
  const older: Cursor = { part: 'older', since: cursor.since, place: null };
  const room = limit - found.length;
  const more = await read(older, room);
  const next = more.length === room ? writeCursor({ ...older, place: more.at(-1)?.place ?? null }) : null;
  return { rows: [...rows, ...more.map(({ row }) => row)], next };
}

const writeCursor = ({ part, since, place }: Cursor): string =>
  [part, since.getTime(), place ? writePlace(place) : ''].join('/');

function readCursor(text: string): Cursor | null {
  const [part, since, place] = text.split('/');
  if ((part !== 'recent' && part !== 'older') || !since) return null;
  return { part, since: new Date(Number(since)), place: place ? readPlace(place) : null };
}

export function pageOfConversations(
  trx: Trx,
  viewer: Actor,
  after: string | null,
  limit: number,
  from = windowFrom(Date.now()),
) {
  return pageOf<ConversationRow>(after, limit, from, async ({ part, since, place }, room) => {
    const records = await selectConversations(trx, viewer.companyId)
      .select(placeOf('conversation.last_activity_at').as('micros'))
      .where(visibleTo(viewer))
      .where('conversation.lastActivityAt', part === 'recent' ? '>' : '<=', since)
      .$if(part === 'older', (query) => query.where('conversation.status', '<>', 'closed'))
      .$if(place !== null, (query) => query.where(isAfter('conversation.last_activity_at', 'conversation.id', place)))
      .orderBy('conversation.lastActivityAt', 'desc')
      .orderBy('conversation.id')
      .limit(room)
      .execute();
    return records.map((record) => ({ row: conversationRow(record), place: { micros: record.micros, id: record.id } }));
  });
}

export function pageOfMessages(
  trx: Trx,
  viewer: Actor,
  after: string | null,
  limit: number,
  from = windowFrom(Date.now()),
) {
  return pageOf<MessageRow>(after, limit, from, async ({ part, since, place }, room) => {
    const records = await selectMessages(trx, viewer.companyId)
      .innerJoin('conversation', (join) =>
        join
          .onRef('conversation.companyId', '=', 'message.companyId')
          .onRef('conversation.id', '=', 'message.conversationId'),
      )
      .select(placeOf('message.created_at').as('micros'))
      .where(visibleTo(viewer))
      .where('message.createdAt', part === 'recent' ? '>' : '<=', since)
      .$if(part === 'older', (query) => query.where('conversation.status', '<>', 'closed'))
      .$if(place !== null, (query) => query.where(isAfter('message.created_at', 'message.id', place)))
      .orderBy('message.createdAt', 'desc')
      .orderBy('message.id')
      .limit(room)
      .execute();
    return records.map((record) => ({ row: messageRow(record), place: { micros: record.micros, id: record.id } }));
  });
}

/** What `pageOfConversations` does not give (any more): closed, and nothing moved in it since `from`. */
export async function outgrownConversations(
  trx: Trx,
  viewer: Actor,
  ids: readonly string[],
  from: Date,
): Promise<string[]> {
  if (ids.length === 0) return [];
  const rows = await trx
    .selectFrom('conversation')
    .select('id')
    .where('companyId', '=', viewer.companyId)
    .where('id', 'in', [...ids])
    .where('status', '=', 'closed')
    .where('lastActivityAt', '<=', from)
    .execute();
  return rows.map(({ id }) => id);
}

/** What `pageOfMessages` does not give (any more): written before `from`, in a conversation that is closed. */
export async function outgrownMessages(trx: Trx, viewer: Actor, ids: readonly string[], from: Date): Promise<string[]> {
  if (ids.length === 0) return [];
  const rows = await trx
    .selectFrom('message')
    .innerJoin('conversation', (join) =>
      join
        .onRef('conversation.companyId', '=', 'message.companyId')
        .onRef('conversation.id', '=', 'message.conversationId'),
    )
    .select('message.id')
    .where('message.companyId', '=', viewer.companyId)
    .where('message.id', 'in', [...ids])
    .where('message.createdAt', '<=', from)
    .where('conversation.status', '=', 'closed')
    .execute();
  return rows.map(({ id }) => id);
}

/** Newest first, then by id: written so that the index on (time desc, id) can begin at the place. */
export function isAfter(time: string, id: string, place: Place | null) {
  if (!place) return sql<boolean>`true`;
  const moment = momentOf(place.micros);
  return sql<boolean>`(${sql.raw(time)} <= ${moment} and (${sql.raw(time)} < ${moment} or ${sql.raw(id)} > ${place.id}::uuid))`;
}
