/** What the server tells one user about their own wishes: refused ones, and those that they have to decide (SYNC-07). */
import { createHash } from 'node:crypto';
import { type NoticeRow, REPLICAS, recencyOf } from '@balcao/replica';
import { sql } from 'kysely';
import { z } from 'zod';
import type { Actor } from '../auth/index.ts';
import type { Trx } from '../db/index.ts';
import type { ReplicaSource } from './replicaSource.ts';
import { windowFrom } from './window.ts';

/**
 * Writes a notice, unless it was written before: `onceFor` names the row, what the console knew of it and what it
 * wished, so that a push that is repeated tells nothing twice.
 */
export async function notify(trx: Trx, viewer: Actor, notice: NoticeRow['notice'], onceFor: unknown): Promise<void> {
  const onceKey = keyOf(notice.kind, onceFor);
  await trx
    .insertInto('notice')
    .values({
      companyId: viewer.companyId,
      userId: viewer.userId,
      kind: notice.kind,
      notice: JSON.stringify(notice),
      onceKey,
    })
    .onConflict((on) => on.constraint('notice_once').doNothing())
    .execute();
}

const keyOf = (kind: string, onceFor: unknown): string =>
  createHash('sha256')
    .update(JSON.stringify([kind, onceFor]))
    .digest('base64url');

type About = { companyId: string; userId: string };

/** Tells it, also when it was told and settled before: it happened again. */
export async function notifyAnew(trx: Trx, to: About, notice: NoticeRow['notice'], about: string): Promise<void> {
  await trx
    .insertInto('notice')
    .values({ ...to, kind: notice.kind, notice: JSON.stringify(notice), onceKey: keyOf(notice.kind, about) })
    .onConflict((on) =>
      on.constraint('notice_once').doUpdateSet({
        notice: JSON.stringify(notice),
        createdAt: sql<Date>`now()`,
        readAt: null,
        settledAt: null,
      }),
    )
    .execute();
}

/** What a notice of `notifyAnew` said is true no more. */
export async function settleNotice(
  trx: Trx,
  { companyId, userId }: About,
  kind: NoticeRow['kind'],
  about: string,
): Promise<void> {
  await trx
    .updateTable('notice')
    .set({ settledAt: sql<Date>`now()` })
    .where('companyId', '=', companyId)
    .where('userId', '=', userId)
    .where('onceKey', '=', keyOf(kind, about))
    .where('settledAt', 'is', null)
    .execute();
}

const stored = z.object({
  id: z.uuid(),
  userId: z.uuid(),
  kind: REPLICAS.notices.fields.kind.schema,
  notice: REPLICAS.notices.fields.notice.schema,
  createdAt: z.date(),
  readAt: z.date().nullable(),
  settledAt: z.date().nullable(),
});

function toRow(value: object): NoticeRow {
  const { createdAt, readAt, settledAt, ...same } = stored.parse(value);
  return {
    ...same,
    createdAt: createdAt.getTime(),
    recency: recencyOf(createdAt.getTime()),
    readAt: readAt?.getTime() ?? null,
    settledAt: settledAt?.getTime() ?? null,
  };
}

const own = (trx: Trx, viewer: Actor) =>
  trx.selectFrom('notice').where('companyId', '=', viewer.companyId).where('userId', '=', viewer.userId);
const COLUMNS = ['id', 'userId', 'kind', 'notice', 'createdAt', 'readAt', 'settledAt'] as const;

const cursor = z.tuple([z.string(), z.uuid()]);
const asDate = (timeMs: number | null) => (timeMs === null ? null : new Date(timeMs));

export const noticesSource: ReplicaSource<NoticeRow> = {
  definition: REPLICAS.notices,

  async read(trx, viewer, ids, options) {
    const rows = await own(trx, viewer)
      .select(COLUMNS)
      .where('id', 'in', [...ids])
      .$if(options?.lock === true, (query) => query.forUpdate())
      .execute();
    return rows.map(toRow);
  },

  /** Settled notices are kept on consoles for as long as anything else; open ones until they are settled. */
  async page(trx, viewer, after, limit, from = windowFrom(Date.now())) {
    const place = after === null ? null : cursor.parse(JSON.parse(after));
    const rows = await own(trx, viewer)
      .select(COLUMNS)
      // As text, because a Date holds no microseconds.
      .select(sql<string>`created_at::text`.as('at'))
      .where((eb) => eb.or([eb('settledAt', 'is', null), eb('createdAt', '>', from)]))
      .$if(place !== null, (query) =>
        query.where(sql<boolean>`(created_at, id) < (${place?.[0]}::timestamptz, ${place?.[1]}::uuid)`),
      )
      .orderBy('createdAt', 'desc')
      .orderBy('id', 'desc')
      .limit(limit)
      .execute();
    const last = rows.at(-1);
    const next = last && rows.length === limit ? JSON.stringify([last.at, last.id]) : null;
    return { rows: rows.map(toRow), next };
  },

  async outgrown(trx, viewer, ids, from) {
    if (ids.length === 0) return [];
    const rows = await own(trx, viewer)
      .select('id')
      .where('id', 'in', [...ids])
      .where('settledAt', 'is not', null)
      .where('createdAt', '<=', from)
      .execute();
    return rows.map(({ id }) => id);
  },

  async write(trx, actor, { master, merged }) {
    if (!master) return; // made by the server only; the definition says so, and the push has refused it
    await trx
      .updateTable('notice')
      .set({ readAt: asDate(merged.readAt), settledAt: asDate(merged.settledAt) })
      .where('companyId', '=', actor.companyId)
      .where('userId', '=', actor.userId)
      .where('id', '=', merged.id)
      .execute();
  },
};
