import { fold } from '@balcao/domain';
import type { ContactRow } from '@balcao/replica';
import { sql } from 'kysely';
import type { Trx } from '../db/index.ts';
import type { Identity } from './person.ts';

export function selectContacts(trx: Trx, companyId: string) {
  return trx
    .selectFrom('contact')
    .selectAll('contact')
    .select(
      sql<
        Identity[]
      >`coalesce((select jsonb_agg(jsonb_build_object('kind', i.kind, 'value', i.value) order by i.created_at, i.kind)
        from contact_identity i where i.company_id = contact.company_id and i.contact_id = contact.id), '[]')`.as(
        'identities',
      ),
    )
    .where('contact.companyId', '=', companyId)
    .where('contact.mergedInto', 'is', null);
}
type ContactRecord = Awaited<ReturnType<ReturnType<typeof selectContacts>['execute']>>[number];

export function contactRow(record: ContactRecord): ContactRow {
  const { id, name, phone, email, language, zone, tags, notes, identities, segments, externalId, score, temperature } =
    record;
  return {
    id,
    name,
    nameKey: fold(name).slice(0, 200),
    phone,
    email,
    language,
    zone,
    status: record.status as ContactRow['status'],
    tags,
    segments,
    custom: record.custom as ContactRow['custom'],
    externalId,
    optIn: record.optIn as ContactRow['optIn'],
    ownerId: record.ownerId ?? '',
    score,
    temperature,
    notes,
    identities,
    lastContactAt: record.lastContactAt?.getTime() ?? null,
    createdAt: record.createdAt.getTime(),
  };
}
