import { appointmentTypeSettings } from '@balcao/domain';
import type { CatalogRow } from '@balcao/replica';
import { type RawBuilder, sql } from 'kysely';
import type { Actor } from '../auth/index.ts';
import type { Trx } from '../db/index.ts';

/**
 * The catalogue's entries from the tables they live in, as one user sees them. One statement, because a console names an entry by its id
 * alone. Keys of `entry` are written as the console reads them: what stands inside jsonb is not renamed on the way.
 */
function entries({ companyId, userId }: Viewer): RawBuilder<CatalogRow> {
  return sql<CatalogRow>`
    select id, 'company' as kind, name, 0 as position,
        jsonb_build_object('kind', 'company', 'zone', zone, 'language', language, 'demo', demo, 'hours', hours,
          'exceptions', exceptions, 'reopeningWindowHours', reopening_window_hours, 'groupingDelayMs', grouping_delay_ms, 'place', place) as entry
      from company where id = ${companyId}
    union all
    select id, 'queue', name, position, jsonb_build_object('kind', 'queue', 'description', description, 'active', active)
      from queue where company_id = ${companyId}
    union all
    select id, 'tag', name, position, jsonb_build_object('kind', 'tag', 'color', color)
      from tag where company_id = ${companyId}
    union all
    select id, 'field', name, position, jsonb_build_object('kind', 'field', 'fieldKind', field_kind, 'options', options)
      from custom_field where company_id = ${companyId}
    union all
    select id, 'import', left(file_name, 200), 0, jsonb_build_object('kind', 'import', 'state', state, 'byUserId', user_id,
        'total', total, 'done', done, 'created', created, 'updated', updated, 'failed', failed,
        'at', (extract(epoch from created_at) * 1000)::bigint)
      from contact_import where company_id = ${companyId}
    union all
    select id, 'template', left(template ->> 'name', 200), 0,
        jsonb_build_object('kind', 'template', 'channelId', channel_id, 'template', template)
      from message_template where company_id = ${companyId}
    union all
    select id, 'channel', name, 0, jsonb_build_object('kind', 'channel', 'channelKind', kind, 'status', status,
        'statusReason', status_reason, 'address', address)
      from channel where company_id = ${companyId}
    union all
    select id, 'quickReply', name, 0, jsonb_build_object('kind', 'quickReply', 'ownerId', coalesce(owner_id::text, ''),
        'shortcut', shortcut, 'text', text, 'files', files)
      from quick_reply where company_id = ${companyId} and (owner_id is null or owner_id = ${userId})
    union all
    select id, 'macro', name, 0, jsonb_build_object('kind', 'macro', 'ownerId', coalesce(owner_id::text, ''), 'actions', actions)
      from macro where company_id = ${companyId} and (owner_id is null or owner_id = ${userId})
    union all
    select id, 'appointmentType', name, position,
        jsonb_build_object('kind', 'appointmentType', 'active', active and removed_at is null, 'settings', settings)
      from appointment_type where company_id = ${companyId}
    union all
    select id, 'resource', name, position, jsonb_build_object('kind', 'resource', 'active', active and removed_at is null,
        'userId', coalesce(user_id::text, ''), 'settings', settings)
      from resource where company_id = ${companyId}
    union all
    select id, 'availability', '', 0, jsonb_build_object('kind', 'availability',
        'rule', rule || jsonb_build_object('resourceId', resource_id))
      from availability_rule where company_id = ${companyId}
    union all
    select id, 'bookingPlace', name, position, jsonb_build_object('kind', 'bookingPlace', 'place', place)
      from booking_place where company_id = ${companyId}
    union all
    select id, 'hold', '', 0, jsonb_build_object('kind', 'hold', 'typeId', type_id,
        'from', (extract(epoch from starts_at) * 1000)::bigint, 'to', (extract(epoch from ends_at) * 1000)::bigint,
        'resourceIds', to_jsonb(resource_ids), 'expiresAt', (extract(epoch from expires_at) * 1000)::bigint)
      from slot_hold where company_id = ${companyId}
    union all
    select waiting_entry.id, 'waiting', left(contact.name, 200), 0, jsonb_build_object('kind', 'waiting', 'typeId', type_id,
        'contactId', contact_id, 'appointmentId', coalesce(appointment_id::text, ''), 'wish', wish, 'notes', waiting_entry.notes,
        'offer', case when waiting_entry.status = 'offered' then jsonb_build_object('from', (extract(epoch from offered_from) * 1000)::bigint,
          'to', (extract(epoch from offered_to) * 1000)::bigint, 'answerBy', (extract(epoch from answer_by) * 1000)::bigint) end,
        'untoldFrom', (extract(epoch from untold_from) * 1000)::bigint,
        'at', (extract(epoch from waiting_entry.created_at) * 1000)::bigint)
      from waiting_entry join contact on contact.company_id = waiting_entry.company_id and contact.id = contact_id
      where waiting_entry.company_id = ${companyId} and waiting_entry.status in ('waiting', 'offered')`;
}

type Viewer = Pick<Actor, 'companyId' | 'userId'>;

/** Settings that were written before a part of them was there have it, as everywhere else. */
const whole = (row: CatalogRow): CatalogRow =>
  row.entry.kind === 'appointmentType'
    ? { ...row, entry: { ...row.entry, settings: appointmentTypeSettings.parse(row.entry.settings) } }
    : row;

export async function entriesByIds(trx: Trx, viewer: Viewer, ids: readonly string[]): Promise<CatalogRow[]> {
  const query = sql<CatalogRow>`select * from (${entries(viewer)}) entry where id = any(${[...ids]}::uuid[])`;
  return (await query.execute(trx)).rows.map(whole);
}

/** @param after the id that the page before ended with. */
export async function entriesAfter(
  trx: Trx,
  viewer: Viewer,
  after: string | null,
  limit: number,
): Promise<CatalogRow[]> {
  const query = sql<CatalogRow>`
    select * from (${entries(viewer)}) entry where ${after}::uuid is null or id > ${after}::uuid order by id limit ${limit}`;
  return (await query.execute(trx)).rows.map(whole);
}

/** @returns `null` when the company has a tag of that name, in whatever case. */
export async function insertTag(
  trx: Trx,
  tag: { companyId: string; name: string; color: string },
): Promise<string | null> {
  const row = await trx
    .insertInto('tag')
    .values((eb) => ({
      ...tag,
      position: eb
        .selectFrom('tag')
        .select(sql<number>`coalesce(max(position) + 1, 0)`.as('next'))
        .where('companyId', '=', tag.companyId),
    }))
    .onConflict((on) => on.doNothing())
    .returning('id')
    .executeTakeFirst();
  return row?.id ?? null;
}

/** Whether another one has the name, in whatever case. */
export async function isNameTaken(
  trx: Trx,
  table: 'tag' | 'customField',
  companyId: string,
  { id, name }: { id?: string; name: string },
): Promise<boolean> {
  const row = await trx
    .selectFrom(table)
    .select('id')
    .where('companyId', '=', companyId)
    .where(sql<boolean>`lower(name) = lower(${name})`)
    .$if(id !== undefined, (query) => query.where('id', '<>', id ?? ''))
    .executeTakeFirst();
  return row !== undefined;
}
