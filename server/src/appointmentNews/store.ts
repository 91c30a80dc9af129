import {
  APPOINTMENT_STATUSES,
  LANGUAGES,
  type Language,
  type Tellable,
  type TellingSettings,
  tellingSettings,
} from '@balcao/domain';
import { sql } from 'kysely';
import { z } from 'zod';
import type { Appointment } from '../booking/index.ts';
import type { Trx } from '../db/index.ts';

const tellable = z.object({
  status: z.enum(APPOINTMENT_STATUSES),
  from: z.number(),
  resourceIds: z.array(z.string()),
  contactId: z.string().nullish(),
});

export type News = { known: Tellable | null; changedBy: string | null; dueAt: Date };

/** Locked for the transaction. */
export async function lockNews(trx: Trx, companyId: string, appointmentId: string): Promise<News | null> {
  const row = await trx
    .selectFrom('appointmentNews')
    .select(['known', 'changedBy', 'dueAt'])
    .where('companyId', '=', companyId)
    .where('appointmentId', '=', appointmentId)
    .forUpdate()
    .executeTakeFirst();
  return row ? { ...row, known: tellable.nullable().parse(row.known) } : null;
}

/** What is done to a series within so long is done to it as a whole. */
const TOGETHER_MS = 30_000;

/** The other times of its series that changed together with it, and lie ahead: the first of all speaks for them. */
export async function othersOfSeries(
  trx: Trx,
  companyId: string,
  { appointment, dueAt, now }: { appointment: Appointment; dueAt: Date; now: Date },
): Promise<{ before: number; after: number }> {
  const { seriesId, slot } = appointment;
  if (seriesId === null) return { before: 0, after: 0 };
  const [from, to] = [new Date(dueAt.getTime() - TOGETHER_MS), new Date(dueAt.getTime() + TOGETHER_MS)];
  const { rows } = await sql<{ before: number; after: number }>`
    select count(*) filter (where a.starts_at < ${new Date(slot.from)})::int as before,
      count(*) filter (where a.starts_at > ${new Date(slot.from)})::int as after
    from appointment a join appointment_news n on n.company_id = a.company_id and n.appointment_id = a.id
    where a.company_id = ${companyId} and a.series_id = ${seriesId} and a.starts_at > ${now}
      and a.status = ${appointment.status} and n.due_at between ${from} and ${to}`.execute(trx);
  return rows[0] ?? { before: 0, after: 0 };
}

export async function noteKnown(trx: Trx, companyId: string, appointmentId: string, known: Tellable): Promise<void> {
  await trx
    .updateTable('appointmentNews')
    .set({ known: JSON.stringify(known) })
    .where('companyId', '=', companyId)
    .where('appointmentId', '=', appointmentId)
    .execute();
}

/** Whether somebody's calendar was told of it, or of the series that it is of: what becomes of it is told there. */
export async function isInvitedTo(trx: Trx, companyId: string, { id, seriesId }: Appointment): Promise<boolean> {
  const row = await trx
    .selectFrom('calendarGuest')
    .select('address')
    .where('companyId', '=', companyId)
    .where('subjectId', '=', seriesId ?? id)
    .where('told', '<>', '')
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
}

export type TellingCompany = { name: string; language: Language; tellings: TellingSettings };

export async function companyThatTells(trx: Trx, companyId: string): Promise<TellingCompany> {
  const { bookingTellings, ...row } = await trx
    .selectFrom('company')
    .select(['name', 'language', 'bookingTellings'])
    .where('id', '=', companyId)
    .executeTakeFirstOrThrow();
  return {
    name: row.name,
    language: spoken(row.language) ?? 'pt-BR',
    tellings: tellingSettings.parse(bookingTellings),
  };
}

export async function saveTellings(trx: Trx, companyId: string, settings: TellingSettings): Promise<void> {
  await trx
    .updateTable('company')
    .set({ bookingTellings: JSON.stringify(settings) })
    .where('id', '=', companyId)
    .execute();
}

export type ToldContact = {
  id: string;
  name: string;
  phone: string;
  email: string;
  /** `null`: nobody said. */
  language: Language | null;
  zone: string;
};

/** Locked: what follows about one contact is in order. */
export async function lockToldContact(trx: Trx, companyId: string, id: string): Promise<ToldContact | null> {
  const row = await trx
    .selectFrom('contact')
    .select(['id', 'name', 'phone', 'email', 'language', 'zone'])
    .where('companyId', '=', companyId)
    .where('id', '=', id)
    .forNoKeyUpdate()
    .executeTakeFirst();
  return row ? { ...row, language: spoken(row.language) } : null;
}

/** `pt` and `pt_BR` are ours too. */
const spoken = (tag: string): Language | null =>
  LANGUAGES.find((each) => each.slice(0, 2) === tag.slice(0, 2).toLowerCase()) ?? null;

type Channel = { id: string; kind: string };

/** Where the contact wrote last, mail and SMS left out: those are ways of their own. */
export async function talkOf(
  trx: Trx,
  companyId: string,
  contactId: string,
  conversationId: string | null,
): Promise<string | null> {
  const row = await trx
    .selectFrom('conversation')
    .select('id')
    .where('companyId', '=', companyId)
    .where('contactId', '=', contactId)
    .where('channelKind', 'not in', ['email', 'sms'])
    .orderBy((eb) => eb('id', '=', conversationId), 'desc')
    .orderBy('lastInboundAt', (order) => order.desc().nullsLast())
    .limit(1)
    .executeTakeFirst();
  return row?.id ?? null;
}

export async function smsChannel(trx: Trx, companyId: string): Promise<Channel | null> {
  const row = await trx
    .selectFrom('channel')
    .select(['id', 'kind'])
    .where('companyId', '=', companyId)
    .where('kind', '=', 'sms')
    .where('status', '=', 'active')
    .orderBy('isDefault', 'desc')
    .orderBy('id')
    .executeTakeFirst();
  return row ?? null;
}

export async function channelOfTemplate(trx: Trx, companyId: string, templateId: string): Promise<Channel | null> {
  const row = await trx
    .selectFrom('messageTemplate')
    .innerJoin('channel', (join) =>
      join
        .onRef('channel.companyId', '=', 'messageTemplate.companyId')
        .onRef('channel.id', '=', 'messageTemplate.channelId'),
    )
    .select(['channel.id', 'channel.kind'])
    .where('messageTemplate.companyId', '=', companyId)
    .where('messageTemplate.id', '=', templateId)
    .where('channel.status', '<>', 'inactive')
    .executeTakeFirst();
  return row ?? null;
}

/** Who serves it, and who receives people: those that are told of it (BOOK-18). */
export async function peopleToTell(trx: Trx, companyId: string, resourceIds: readonly string[]): Promise<string[]> {
  const rows = await trx
    .selectFrom('userAccount')
    .select('id')
    .where('companyId', '=', companyId)
    .where('active', '=', true)
    .where((eb) =>
      eb.or([
        eb('role', '=', 'receptionist'),
        eb(
          'id',
          'in',
          eb
            .selectFrom('resource')
            .select('userId')
            .where('companyId', '=', companyId)
            .where('id', 'in', resourceIds.length > 0 ? [...resourceIds] : [NONE])
            .where('userId', 'is not', null),
        ),
      ]),
    )
    .orderBy('id')
    .execute();
  return rows.map(({ id }) => id);
}
const NONE = '00000000-0000-0000-0000-000000000000';
