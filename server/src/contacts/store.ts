import { sql } from 'kysely';
import type { Trx } from '../db/index.ts';
import { type Identity, matchKeyOf } from './person.ts';

/** Every row that is one of the identities, or the same number in another spelling. */
export async function findByIdentities(trx: Trx, companyId: string, identities: readonly Identity[]) {
  return trx
    .selectFrom('contactIdentity')
    .select(['contactId', 'kind', 'value', 'matchKey'])
    .where('companyId', '=', companyId)
    .where('matchKey', 'in', identities.map(matchKeyOf))
    .orderBy('createdAt')
    .execute();
}

/** One after the other in a fixed order, so that two transactions about the same people wait instead of deadlocking. */
export async function lockIdentities(trx: Trx, companyId: string, identities: readonly Identity[]): Promise<void> {
  const keys = [...new Set(identities.map((identity) => `contact:${companyId}:${matchKeyOf(identity)}`))].sort();
  await sql`
    select count(pg_advisory_xact_lock(hashtextextended(key, 0)))
    from (select key from unnest(${keys}::text[]) with ordinality as wanted (key, n) order by n offset 0) ordered`.execute(
    trx,
  );
}

export async function lockContact(
  trx: Trx,
  companyId: string,
  contactId: string,
): Promise<{ name: string; mergedInto: string | null }> {
  return trx
    .selectFrom('contact')
    .select(['name', 'mergedInto'])
    .where('companyId', '=', companyId)
    .where('id', '=', contactId)
    .forNoKeyUpdate()
    .executeTakeFirstOrThrow();
}

export async function insertContact(
  trx: Trx,
  companyId: string,
  contact: { id?: string; name: string; phone: string; email?: string },
): Promise<string> {
  const row = await trx
    .insertInto('contact')
    .values({ companyId, ...contact })
    .returning('id')
    .executeTakeFirstOrThrow();
  return row.id;
}

export async function addIdentities(
  trx: Trx,
  companyId: string,
  contactId: string,
  identities: readonly Identity[],
): Promise<void> {
  await insertIdentities(trx, companyId, contactId, identities);
  await touch(trx, companyId, contactId);
}

/** For a contact that was made in this transaction; others need `addIdentities`. What somebody else goes by stays theirs. */
export async function insertIdentities(
  trx: Trx,
  companyId: string,
  contactId: string,
  identities: readonly Identity[],
): Promise<void> {
  const rows = identities.map(({ kind, value }) => ({
    companyId,
    contactId,
    kind,
    value,
    matchKey: matchKeyOf({ kind, value }),
    createdAt: sql<Date>`clock_timestamp()`,
  }));
  if (rows.length === 0) return;
  await trx
    .insertInto('contactIdentity')
    .values(rows)
    .onConflict((conflict) => conflict.columns(['companyId', 'kind', 'value']).doNothing())
    .execute();
}

export async function removeIdentities(
  trx: Trx,
  companyId: string,
  contactId: string,
  identities: readonly Identity[],
): Promise<void> {
  for (const { kind, value } of identities) {
    await trx
      .deleteFrom('contactIdentity')
      .where('companyId', '=', companyId)
      .where('contactId', '=', contactId)
      .where('kind', '=', kind)
      .where('value', '=', value)
      .execute();
  }
  await touch(trx, companyId, contactId);
}

export async function removeIdentitiesOfKind(
  trx: Trx,
  companyId: string,
  contactId: string,
  kind: Identity['kind'],
): Promise<void> {
  await trx
    .deleteFrom('contactIdentity')
    .where('companyId', '=', companyId)
    .where('contactId', '=', contactId)
    .where('kind', '=', kind)
    .execute();
}

/** Identities travel inside the contact's row of the replica, and the feed hangs on `contact`: an update announces them. */
async function touch(trx: Trx, companyId: string, contactId: string): Promise<void> {
  await trx
    .updateTable('contact')
    .set({ phone: sql`phone` })
    .where('companyId', '=', companyId)
    .where('id', '=', contactId)
    .execute();
}

export async function nameContact(trx: Trx, companyId: string, contactId: string, name: string): Promise<void> {
  await trx
    .updateTable('contact')
    .set({ name, revision: sql`revision + 1` })
    .where('companyId', '=', companyId)
    .where('id', '=', contactId)
    .execute();
}

/** Whether the contact is there and has no name. */
export async function namelessContact(trx: Trx, companyId: string, contactId: string): Promise<boolean> {
  const row = await trx
    .selectFrom('contact')
    .select('name')
    .where('companyId', '=', companyId)
    .where('id', '=', contactId)
    .executeTakeFirst();
  return row?.name === '';
}

/** A name that a person gave in the meantime stays. */
export async function nameNameless(trx: Trx, companyId: string, contactId: string, name: string): Promise<void> {
  if ((await lockContact(trx, companyId, contactId)).name === '') await nameContact(trx, companyId, contactId, name);
}

export async function setPhone(trx: Trx, companyId: string, contactId: string, phone: string): Promise<void> {
  await trx
    .updateTable('contact')
    .set({ phone })
    .where('companyId', '=', companyId)
    .where('id', '=', contactId)
    .execute();
}

/** Lower: in a lively chat the contact's row goes to every console with each message. Higher: the table sorts less well. */
const NOTED_EVERY_MS = 60_000;

/** The contact wrote at `at`, to the minute; an older message that comes late changes nothing. */
export async function noteContact(trx: Trx, companyId: string, contactId: string, at: Date): Promise<void> {
  await trx
    .updateTable('contact')
    .set({ lastContactAt: at })
    .where('companyId', '=', companyId)
    .where('id', '=', contactId)
    .where((eb) =>
      eb.or([eb('lastContactAt', 'is', null), eb('lastContactAt', '<', new Date(at.getTime() - NOTED_EVERY_MS))]),
    )
    .execute();
}

/** The ways to reach somebody, the newest first: that is the spelling which the platform used last. */
export async function identitiesOf(trx: Trx, companyId: string, contactId: string): Promise<Identity[]> {
  const rows = await trx
    .selectFrom('contactIdentity')
    .select(['kind', 'value'])
    .where('companyId', '=', companyId)
    .where('contactId', '=', contactId)
    .orderBy('createdAt', 'desc')
    .execute();
  return rows.map((row) => ({ kind: row.kind as Identity['kind'], value: row.value }));
}
