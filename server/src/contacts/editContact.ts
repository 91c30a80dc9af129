import { type CustomValues, fitsField, isZone, may, Refusal } from '@balcao/domain';
import type { ContactRow } from '@balcao/replica';
import { sql } from 'kysely';
import type { Actor } from '../auth/index.ts';
import type { Trx } from '../db/index.ts';
import { customFieldsOf } from './customFieldStore.ts';
import { contactVisibleTo } from './scope.ts';

/** What a person may change of a contact; the number and the identities are the platforms' to say. */
export const EDITABLE = [
  'name',
  'email',
  'language',
  'zone',
  'status',
  'tags',
  'segments',
  'notes',
  'custom',
  'externalId',
  'optIn',
  'ownerId',
  'score',
  'temperature',
] as const;
export type ContactChange = Partial<Pick<ContactRow, (typeof EDITABLE)[number]>>;

/** @throws Refusal `auth.notPermitted`, `record.notFound`, `input.invalid` */
export async function editContact(
  trx: Trx,
  actor: Actor,
  { contactId, change }: { contactId: string; change: ContactChange },
): Promise<void> {
  if (!may(actor.role, 'contact.edit')) throw new Refusal({ code: 'auth.notPermitted', permission: 'contact.edit' });
  const set = cleaned(change);
  if (Object.keys(set).length === 0) return;
  await check(trx, actor, set);
  const { custom, optIn, ownerId, ...plain } = set;
  const edited = await trx
    .updateTable('contact')
    .set({
      ...plain,
      ...(custom ? { custom: JSON.stringify(custom) } : {}),
      ...(optIn === undefined
        ? {}
        : { optIn: optIn && JSON.stringify({ ...optIn, at: Math.min(optIn.at, Date.now()) }) }),
      ...(ownerId === undefined ? {} : { ownerId: ownerId === '' ? null : ownerId }),
      revision: sql`revision + 1`,
    })
    .where('companyId', '=', actor.companyId)
    .where('id', '=', contactId)
    .where('mergedInto', 'is', null)
    .where(contactVisibleTo(actor))
    .returning('id')
    .executeTakeFirst();
  if (!edited) throw new Refusal({ code: 'record.notFound', record: 'contact', id: contactId });
}

async function check(trx: Trx, actor: Actor, change: ContactChange): Promise<void> {
  if (change.zone && !isZone(change.zone)) throw invalid('zone', `${change.zone} is no time zone`);
  if (change.ownerId) {
    const owner = await trx
      .selectFrom('userAccount')
      .select('id')
      .where('companyId', '=', actor.companyId)
      .where('id', '=', change.ownerId)
      .executeTakeFirst();
    if (!owner) throw new Refusal({ code: 'record.notFound', record: 'user', id: change.ownerId });
  }
  if (change.custom) await checkCustom(trx, actor.companyId, change.custom);
}

/**
 * Every value fits its field. Values of fields that the company has no more are kept as they are: a console that was away
 * may still show them.
 */
async function checkCustom(trx: Trx, companyId: string, values: CustomValues): Promise<void> {
  const fields = new Map((await customFieldsOf(trx, companyId)).map((field) => [field.id, field]));
  for (const [id, value] of Object.entries(values)) {
    const field = fields.get(id);
    if (field && !fitsField(field, value)) throw invalid(`custom.${field.name}`, `does not fit a ${field.fieldKind}`);
  }
}

const invalid = (path: string, message: string) => new Refusal({ code: 'input.invalid', issues: [{ path, message }] });

/** Only what may be changed, in text that PostgreSQL can hold. */
function cleaned(change: ContactChange): ContactChange {
  const given = EDITABLE.filter((field) => change[field] !== undefined);
  return Object.fromEntries(given.map((field) => [field, storable(change[field])]));
}

function storable(value: unknown): unknown {
  if (typeof value === 'string') return value.replaceAll('\0', '').toWellFormed().trim();
  if (Array.isArray(value)) return value.map(storable);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, storable(inner)]));
}
