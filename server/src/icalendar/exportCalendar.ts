import { type CalendarEvent, seriesEvents, writeCalendar } from '@balcao/calendar/icalendar';
import { Refusal } from '@balcao/domain';
import type { Actor } from '../auth/index.ts';
import { resourcesOf, typesOf } from '../booking/index.ts';
import type { Trx } from '../db/index.ts';
import { appointmentsById, appointmentsIn, blocksIn, type Wanted } from './calendarStore.ts';
import { type Exported, eventOf, eventOfBlock } from './eventsOf.ts';
import { type Link, linksOf } from './linkStore.ts';

/** About 8 MB; more is no calendar that somebody opens. */
const MOST_APPOINTMENTS = 20_000;

export type ExportWish =
  | { kind: 'appointment'; id: string }
  | { kind: 'range'; resourceId?: string; from: Date; to: Date };

/**
 * One appointment, or everything of a time, of one resource or of all, as a file of RFC 5545. What came from a file goes
 * out with everything that it said there.
 * @throws Refusal `record.notFound`
 */
export async function exportCalendar(
  trx: Trx,
  { companyId }: Pick<Actor, 'companyId'>,
  wish: ExportWish,
): Promise<{ fileName: string; ics: string }> {
  if (wish.kind === 'appointment') {
    const appointments = await appointmentsById(trx, companyId, [wish.id]);
    const [appointment] = appointments;
    if (!appointment) throw new Refusal({ code: 'record.notFound', record: 'appointment', id: wish.id });
    // Alone: who takes one along does not want all times of its rule.
    const single = { ...appointment, seriesId: null };
    const events = await eventsOf(trx, companyId, { appointments: [single], blocks: [], withNotes: true });
    return { fileName: fileNameOf(appointment.title), ics: writeCalendar({ events }) };
  }
  const name = await resourceName(trx, companyId, wish.resourceId);
  const wanted = { ...wish, withCancelled: true, most: MOST_APPOINTMENTS };
  const events = await eventsIn(trx, companyId, wanted, { withNotes: true });
  return { fileName: fileNameOf(name || 'agenda'), ics: writeCalendar({ events, ...(name ? { name } : {}) }) };
}

async function resourceName(trx: Trx, companyId: string, id: string | undefined): Promise<string> {
  if (id === undefined) return '';
  const found = (await resourcesOf(trx, companyId)).find((resource) => resource.id === id);
  if (!found) throw new Refusal({ code: 'record.notFound', record: 'resource', id });
  return found.name;
}

export async function eventsIn(
  trx: Trx,
  companyId: string,
  wanted: Wanted,
  { withNotes }: { withNotes: boolean },
): Promise<CalendarEvent[]> {
  const appointments = await appointmentsIn(trx, companyId, wanted);
  return eventsOf(trx, companyId, { appointments, blocks: await blocksIn(trx, companyId, wanted), withNotes });
}

type Standing = {
  appointments: readonly Exported[];
  blocks: Awaited<ReturnType<typeof blocksIn>>;
  withNotes: boolean;
};

async function eventsOf(trx: Trx, companyId: string, { appointments, blocks, withNotes }: Standing) {
  const names = new Map((await typesOf(trx, companyId)).map(({ id, name }) => [id, name]));
  const ids = appointments.map(({ id }) => id);
  const seriesIds = [...new Set(appointments.flatMap(({ seriesId }) => seriesId ?? []))];
  const blockIds = blocks.map(({ id }) => id);
  const links = [
    ...(await linksOf(trx, companyId, 'appointmentId', ids)),
    ...(await linksOf(trx, companyId, 'seriesId', seriesIds)),
    ...(await linksOf(trx, companyId, 'blockId', blockIds)),
  ];
  const by = (column: 'appointmentId' | 'seriesId' | 'blockId') =>
    new Map(
      links.filter(({ recurrence }) => column !== 'seriesId' || recurrence === 0).map((link) => [link[column], link]),
    );
  const [ofAppointment, ofSeries, ofBlock] = [by('appointmentId'), by('seriesId'), by('blockId')];
  const event = (each: Exported) =>
    eventOf(each, { typeName: names.get(each.typeId) ?? '', link: ofAppointment.get(each.id) ?? null, withNotes });
  const single = appointments.filter(({ seriesId }) => seriesId === null).map(event);
  const series = Map.groupBy(
    appointments.filter(({ seriesId }) => seriesId !== null),
    ({ seriesId }) => seriesId,
  );
  const repeated = [...series].flatMap(([id, rows]) =>
    seriesOf(id ?? '', rows, ofSeries.get(id) ?? null, event, withNotes),
  );
  return [...single, ...repeated, ...blocks.map((block) => eventOfBlock(block, ofBlock.get(block.id) ?? null))];
}

function seriesOf(
  id: string,
  rows: readonly Exported[],
  link: Link | null,
  event: (row: Exported) => CalendarEvent,
  withNotes: boolean,
): CalendarEvent[] {
  const occurrences = rows.flatMap((row) =>
    row.seriesStart ? [{ start: row.seriesStart.getTime(), event: event(row) }] : [],
  );
  return seriesEvents(occurrences, {
    uid: link?.uid ?? id,
    rrule: rows[0]?.seriesRule ?? '',
    component: withNotes ? (link?.component ?? null) : null,
  });
}

const fileNameOf = (name: string): string =>
  `${
    name
      .replace(/[^\p{L}\p{N} ._-]/gu, '')
      .trim()
      .slice(0, 80) || 'agenda'
  }.ics`;
