import { CONTACT_STATUSES } from '@balcao/domain';
import type { ContactRow } from '@balcao/replica';
import { type RawBuilder, sql } from 'kysely';
import { z } from 'zod';
import type { Actor } from '../auth/index.ts';
import type { Trx } from '../db/index.ts';
import { contactRow, selectContacts } from './rows.ts';
import { contactVisibleTo } from './scope.ts';

export const CONTACT_ORDERS = ['name', 'lastContact', 'newest'] as const;
export type ContactOrder = (typeof CONTACT_ORDERS)[number];

/** Which contacts; what is left out does not narrow. */
export const contactFilter = z.object({
  text: z.string().trim().max(200).optional(),
  status: z.enum(CONTACT_STATUSES).optional(),
  tagId: z.uuid().optional(),
  ownerId: z.union([z.uuid(), z.literal('none')]).optional(),
  channelId: z.uuid().optional(),
  optIn: z.enum(['in', 'out', 'unknown']).optional(),
  fieldId: z.uuid().optional(),
  /** Of any type, as it is written: addresses of the REST face know only text. */
  fieldValue: z.coerce.string().max(2_000).optional(),
});
export type ContactFilter = z.infer<typeof contactFilter>;

export type ContactPage = { rows: ContactRow[]; next: string | null };

/**
 * One page in the wanted order. The place of the next page is the last row's own sort value and id, so that rows which
 * come and go meanwhile neither shift nor repeat others.
 */
export async function listContacts(
  trx: Trx,
  viewer: Actor,
  { filter, order, after, limit }: { filter: ContactFilter; order: ContactOrder; after: string | null; limit: number },
): Promise<ContactPage> {
  const place = after === null ? null : readPlace(after);
  const records = await filtered(trx, viewer, filter)
    .$if(place !== null, (query) => query.where(beyond(order, place?.key ?? '', place?.id ?? '')))
    .$if(order === 'name', (query) => query.orderBy('contact.nameKey').orderBy('contact.id'))
    .$if(order === 'lastContact', (query) => query.orderBy(LAST_CONTACT, 'desc').orderBy('contact.id', 'desc'))
    .$if(order === 'newest', (query) => query.orderBy('contact.id', 'desc'))
    .limit(limit)
    .execute();
  const last = records.at(-1);
  const key =
    last &&
    (order === 'name'
      ? last.nameKey
      : order === 'lastContact'
        ? (last.lastContactAt ?? new Date(0)).toISOString()
        : '');
  return {
    rows: records.map(contactRow),
    next: last && records.length === limit ? writePlace({ key: key ?? '', id: last.id }) : null,
  };
}

/** How many there are in all; said once, with the first page. */
export async function countContacts(trx: Trx, viewer: Actor, filter: ContactFilter): Promise<number> {
  const row = await filtered(trx, viewer, filter)
    .clearSelect()
    .select((eb) => eb.fn.countAll<string>().as('count'))
    .executeTakeFirstOrThrow();
  return Number(row.count);
}

const LAST_CONTACT = sql<Date>`coalesce(contact.last_contact_at, 'epoch'::timestamptz)`;

function beyond(order: ContactOrder, key: string, id: string): RawBuilder<boolean> {
  if (order === 'name') return sql<boolean>`(contact.name_key, contact.id) > (${key}, ${id}::uuid)`;
  if (order === 'newest') return sql<boolean>`contact.id < ${id}::uuid`;
  return sql<boolean>`(${LAST_CONTACT}, contact.id) < (${key}::timestamptz, ${id}::uuid)`;
}

function filtered(trx: Trx, viewer: Actor, filter: ContactFilter) {
  const { companyId } = viewer;
  const { text, status, tagId, ownerId, channelId, optIn, fieldId, fieldValue } = filter;
  let query = selectContacts(trx, companyId).where(contactVisibleTo(viewer));
  if (text) {
    query = query.where(
      sql<boolean>`contact.id in (select contacts_matching(${companyId}, ${text}, ${text.replace(/\D/g, '')}))`,
    );
  }
  if (status) query = query.where('contact.status', '=', status);
  if (tagId) query = query.where(sql<boolean>`${tagId}::uuid = any(contact.tags)`);
  if (ownerId === 'none') query = query.where('contact.ownerId', 'is', null);
  else if (ownerId) query = query.where('contact.ownerId', '=', ownerId);
  if (channelId) {
    query = query.where(
      sql<boolean>`exists (select from conversation where conversation.company_id = ${companyId}
        and conversation.contact_id = contact.id and conversation.channel_id = ${channelId})`,
    );
  }
  if (optIn === 'unknown') query = query.where('contact.optIn', 'is', null);
  else if (optIn) query = query.where(sql<boolean>`contact.opt_in->>'state' = ${optIn}`);
  if (fieldId && fieldValue !== undefined) query = query.where(hasValue(fieldId, fieldValue));
  return query;
}

const hasValue = (fieldId: string, value: string) => sql<boolean>`contact.custom->>${fieldId} = ${value}`;

type Place = { key: string; id: string };
const placeShape = z.object({ key: z.string(), id: z.uuid() });
const writePlace = (place: Place): string => Buffer.from(JSON.stringify(place)).toString('base64url');
/** A cursor that nobody was given begins at the start. */
function readPlace(cursor: string): Place | null {
  try {
    return placeShape.parse(JSON.parse(Buffer.from(cursor, 'base64url').toString()));
  } catch {
    return null;
  }
}
