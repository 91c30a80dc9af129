/** A calendar in use: three people and a room, this week and the next, with gaps in which something can be booked. */
import { type CalendarColor, instantOn, localDay, localDayAt } from '@balcao/domain';
import { newRowId } from '@balcao/replica';
import { sql } from 'kysely';
import { seedTypes } from '../booking/index.ts';
import type { Trx } from '../db/index.ts';
import { insertJourneys } from './journeys.ts';
import { DEMO_COMPANY } from './people.ts';

const DAY_MS = 86_400_000;
const MINUTE_MS = 60_000;
const RESOURCES: readonly { name: string; kind: 'person' | 'room'; color: CalendarColor }[] = [
  { name: 'Profissional 1 (demo)', kind: 'person', color: 'teal' },
  { name: 'Profissional 2 (demo)', kind: 'person', color: 'violet' },
  { name: 'Profissional 3 (demo)', kind: 'person', color: 'amber' },
  { name: 'Sala 1 (demo)', kind: 'room', color: 'blue' },
];
const WORKDAYS = [0, 1, 2, 3, 4];
const SPANS = [
  { from: '08:00', to: '12:00' },
  { from: '13:00', to: '18:00' },
];
/** Minutes of the day at which the demo's appointments may begin: apart, whatever their type. */
const STARTS = [8 * 60 + 30, 10 * 60, 13 * 60 + 30, 15 * 60 + 30];

type Given = {
  now: Date /** Uniform in [0, 1). */;
  chance: () => number;
  contacts: readonly { id: string; name: string }[];
  userId: string;
};

export async function insertAgenda(trx: Trx, { now, chance, contacts, userId }: Given): Promise<void> {
  const { id: companyId, zone } = DEMO_COMPANY;
  const types = await seedTypes(trx, companyId);
  const resources = RESOURCES.map((resource) => ({ id: newRowId(), ...resource }));
  await trx
    .insertInto('resource')
    .values(
      resources.map(({ id, name, kind, color }, position) => ({
        companyId,
        id,
        name,
        position,
        settings: JSON.stringify({ kind, color, zone }),
      })),
    )
    .execute();
  const rule = { validFrom: null, validUntil: null, typeIds: [], capacity: null };
  await trx
    .insertInto('availabilityRule')
    .values(
      resources.flatMap(({ id: resourceId }) =>
        WORKDAYS.flatMap((weekday) =>
          SPANS.map((span) => ({
            companyId,
            resourceId,
            rule: JSON.stringify({ ...rule, day: { kind: 'weekly', weekday }, span }),
          })),
        ),
      ),
    )
    .execute();
  const place = { kind: 'address', value: 'Avenida de Demonstração, 1578' };
  const { id: placeId } = await trx
    .insertInto('bookingPlace')
    .values({ companyId, name: 'Clínica (demo)', place: JSON.stringify(place) })
    .returning('id')
    .executeTakeFirstOrThrow();
  // Anybody may book it: /agendar/demo.local/consulta.
  const shown = {
    page: { slug: 'consulta' },
    placeIds: [placeId],
    description: 'Primeira conversa com um profissional da casa.',
    questions: [{ label: 'O que você gostaria de resolver?', required: false }],
  };
  await trx
    .updateTable('appointmentType')
    .set({ settings: sql`settings || ${JSON.stringify(shown)}::jsonb` })
    .where('companyId', '=', companyId)
    .where('id', '=', types[0] ?? '')
    .execute();

  const today = localDayAt(now.getTime(), zone);
  const monday = today.from + 12 * 3_600_000 - today.weekday * DAY_MS;
  const days = [...WORKDAYS, ...WORKDAYS.map((day) => day + 7)].map((n) => localDayAt(monday + n * DAY_MS, zone));
  const lunch = instantOn(localDay(days[0]?.date ?? today.date, zone), 12 * 60, zone);
  await trx
    .insertInto('calendarBlock')
    .values({
      companyId,
      startsAt: new Date(lunch),
      endsAt: new Date(lunch + 60 * MINUTE_MS),
      zone,
      reason: 'Almoço',
      rrule: 'FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR',
    })
    .execute();

  const planned = days.flatMap((day) =>
    resources.flatMap(({ id: resourceId }) =>
      STARTS.filter(() => chance() < 0.55).map((start) => {
        const kind = Math.floor(chance() * types.length);
        const from = instantOn(day, start, zone);
        const contact = contacts[Math.floor(chance() * contacts.length)];
        const isPast = from < now.getTime();
        return {
          id: newRowId(),
          resourceId,
          contact,
          typeId: types[kind] ?? '',
          startsAt: new Date(from),
          endsAt: new Date(from + (kind === 1 ? 30 : 60) * MINUTE_MS),
          status: isPast ? (chance() < 0.9 ? 'completed' : 'no_show') : chance() < 0.4 ? 'confirmed' : 'scheduled',
        };
      }),
    ),
  );
  if (planned.length === 0) return;
  await trx
    .insertInto('appointment')
    .values(
      planned.map(({ resourceId, contact, ...same }, at) => ({
        ...same,
        companyId,
        contactId: contact?.id ?? null,
        title: contact?.name ?? 'Contato de teste',
        zone,
        resourceIds: [resourceId],
        source: sourceAt(at),
        createdBy: sourceAt(at) === 'console' ? userId : null,
      })),
    )
    .execute();
  await trx
    .insertInto('occupancy')
    .values(
      planned.map(({ id, resourceId, startsAt, endsAt }) => ({
        companyId,
        resourceId,
        seat: 0,
        startsAt,
        endsAt,
        bufferBefore: 0,
        bufferAfter: 0,
        appointmentId: id,
      })),
    )
    .execute();
  const booked = planned.map(({ id, typeId, status, startsAt, resourceId }, at) => {
    return { id, typeId, status, startsAt, resourceIds: [resourceId], source: sourceAt(at) };
  });
  await insertJourneys(trx, companyId, { booked, typeId: types[0] ?? '', now });
}

/** Most are booked by the company's people. */
const sourceAt = (at: number) => (at % 3 === 0 ? ('page' as const) : ('console' as const));
