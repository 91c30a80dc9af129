import { conversationView, Refusal } from '@balcao/domain';
import { emptyRow, type MarkRow, REPLICAS } from '@balcao/replica';
import type { Actor } from '../auth/index.ts';
import type { Trx } from '../db/index.ts';

const selectViews = (trx: Trx, { companyId, userId }: Actor) =>
  trx
    .selectFrom('savedView')
    .select(['id', 'userId', 'name', 'view', 'position'])
    .where('companyId', '=', companyId)
    .where('userId', '=', userId);

type ViewRecord = Awaited<ReturnType<ReturnType<typeof selectViews>['execute']>>[number];

/** A saved view as the replica of marks carries it: a row of the other kind, about no conversation. */
const viewRow = ({ id, userId, name, view, position }: ViewRecord): MarkRow => ({
  ...emptyRow(REPLICAS.marks, id),
  kind: 'view',
  userId,
  name,
  view: conversationView.parse(view),
  position: Number(position),
});

export async function viewsByIds(
  trx: Trx,
  viewer: Actor,
  ids: readonly string[],
  options?: { lock: boolean },
): Promise<MarkRow[]> {
  const records = await selectViews(trx, viewer)
    .where('id', 'in', [...ids])
    .$if(options?.lock ?? false, (query) => query.forUpdate())
    .execute();
  return records.map(viewRow);
}

/** All of a user's: a handful, so they come with the first page. */
export const viewsOf = async (trx: Trx, viewer: Actor): Promise<MarkRow[]> =>
  (await selectViews(trx, viewer).orderBy('id').execute()).map(viewRow);

/**
 * A view that its owner made, changed, or took away (`removed`).
 * @throws Refusal `record.notFound` for somebody else's, `input.invalid` for one without a name or filters
 */
export async function saveView(trx: Trx, actor: Actor, row: MarkRow): Promise<void> {
  const { id } = row;
  if (row.userId !== actor.userId) throw new Refusal({ code: 'record.notFound', record: 'view', id });
  const { companyId, userId } = actor;
  if (row.removed) {
    await trx
      .deleteFrom('savedView')
      .where('companyId', '=', companyId)
      .where('userId', '=', userId)
      .where('id', '=', id)
      .execute();
    return;
  }
  const name = row.name.replaceAll('\0', '').toWellFormed().trim();
  if (name === '' || row.view === null) {
    const path = name === '' ? 'name' : 'view';
    throw new Refusal({ code: 'input.invalid', issues: [{ path, message: 'empty' }] });
  }
  const values = { name, view: JSON.stringify(row.view), position: row.position };
  const kept = await trx
    .insertInto('savedView')
    .values({ companyId, id, userId, ...values })
    .onConflict((on) => on.columns(['companyId', 'id']).doUpdateSet(values).where('savedView.userId', '=', userId))
    .returning('id')
    .executeTakeFirst();
  if (!kept) throw new Refusal({ code: 'record.notFound', record: 'view', id });
}
