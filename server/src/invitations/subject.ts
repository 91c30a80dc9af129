/** What an invitation is about: an appointment, or a series as one (RFC 5545: one UID). */
import { createHash } from 'node:crypto';
import { type CalendarEvent, type Person, seriesEvents } from '@balcao/calendar/icalendar';
import { isMailAddress } from '@balcao/domain';
import { type Appointment, appointmentOf, selectAppointments, typeById, typedAddresses } from '../booking/index.ts';
import type { Trx } from '../db/index.ts';
import type { SubjectState } from './plan.ts';

export type Subject = {
  state: SubjectState;
  people: Person[];
  events: CalendarEvent[];
  /** Of everything that is told. */
  hash: string;
  typeName: string;
  company: { name: string; language: string };
  /** Of the contact; empty: the company's. */
  language: string;
  /** Of the contact, and whether an address is theirs: they manage it by its link, and others do not. */
  contact: { name: string; zone: string; isTheirs: (address: string) => boolean } | null;
  /** Of a series: how many times lie ahead. */
  times: number;
  /** The next time of it, or the only one. */
  next: Appointment;
};

const STANDS: readonly Appointment['status'][] = ['scheduled', 'confirmed'];
const OPEN: readonly Appointment['status'][] = ['requested', 'conflict'];

export async function rowsOf(trx: Trx, companyId: string, subjectId: string): Promise<Appointment[]> {
  const rows = await selectAppointments(trx, companyId)
    .where((eb) =>
      eb.or([eb('seriesId', '=', subjectId), eb.and([eb('id', '=', subjectId), eb('seriesId', 'is', null)])]),
    )
    .orderBy('startsAt')
    .orderBy('id')
    .execute();
  return rows.map(appointmentOf);
}

/** @returns `null`: there is no such thing any more. */
export async function subjectOf(trx: Trx, companyId: string, subjectId: string, now: Date): Promise<Subject | null> {
  const rows = await rowsOf(trx, companyId, subjectId);
  const ahead = rows.filter(({ slot }) => slot.from > now.getTime());
  const standing = ahead.filter(({ status }) => STANDS.includes(status));
  const next = standing[0] ?? ahead[0] ?? rows.at(-1);
  if (!next) return null;
  const type = await typeById(trx, companyId, next.typeId, { evenRemoved: true });
  const company = await trx
    .selectFrom('company')
    .select(['name', 'language'])
    .where('id', '=', companyId)
    .executeTakeFirstOrThrow();
  const contact = await contactOf(trx, companyId, next.contactId);
  const typeName = type?.name ?? '';
  const events = eventsOf(subjectId, rows, standing.length > 0, `${typeName} · ${company.name}`);
  return {
    state: stateOf(ahead, standing),
    people: peopleOf(next, contact),
    events,
    hash: hashOf(events),
    typeName,
    company,
    language: contact?.language ?? '',
    contact: contact && {
      ...contact,
      isTheirs: (address) =>
        [contact.email, ...typedAddresses(next)].some((each) => each.trim().toLowerCase() === address),
    },
    times: Math.max(1, standing.length),
    next,
  };
}

function stateOf(ahead: readonly Appointment[], standing: readonly Appointment[]): SubjectState {
  if (standing.length > 0) return 'open';
  if (ahead.length === 0) return 'over';
  return ahead.some(({ status }) => OPEN.includes(status)) ? 'waiting' : 'off';
}

/** Of a series those that stand; of what is off, what it was. Nothing of what staff wrote. */
function eventsOf(uid: string, rows: readonly Appointment[], isOn: boolean, title: string): CalendarEvent[] {
  const event = ({ slot, status, place }: Appointment): CalendarEvent => ({
    uid,
    recurrence: null,
    sequence: 0,
    stampedAt: 0,
    status: status === 'cancelled' ? 'cancelled' : 'confirmed',
    title,
    description: '',
    place: place?.value ?? '',
    ...{ from: slot.from, to: slot.to, zone: slot.zone },
    isAllDay: false,
    rrule: '',
    exceptions: [],
    extras: [],
    organizer: null,
    attendees: [],
    component: null,
  });
  const shown = isOn ? rows.filter(({ status }) => !OPEN.includes(status)) : rows;
  const occurrences = shown.flatMap((row) =>
    row.seriesStart === null ? [] : [{ start: row.seriesStart.getTime(), event: event(row) }],
  );
  const rrule = rows.at(-1)?.seriesRule ?? '';
  if (occurrences.length === 0 || rrule === '') return rows.slice(-1).map(event);
  return seriesEvents(occurrences, { uid, rrule, component: null });
}

type Reached = { name: string; email: string; language: string; zone: string };

async function contactOf(trx: Trx, companyId: string, id: string | null): Promise<Reached | null> {
  if (id === null) return null;
  const contact = await trx
    .selectFrom('contact')
    .select(['name', 'email', 'language', 'zone'])
    .where('companyId', '=', companyId)
    .where('id', '=', id)
    .executeTakeFirst();
  return contact ?? null;
}

/** The contact and whoever comes along, each address once. */
function peopleOf({ participants }: Appointment, contact: Reached | null): Person[] {
  const all = [
    ...(contact ? [{ name: contact.name, address: contact.email }] : []),
    ...participants.map(({ name, email }) => ({ name, address: email })),
  ];
  const usable = all
    .map(({ name, address }) => ({ name, address: address.trim().toLowerCase() }))
    .filter(({ address }) => isMailAddress(address));
  return usable.filter(({ address }, index) => usable.findIndex((each) => each.address === address) === index);
}

const hashOf = (events: readonly CalendarEvent[]): string =>
  createHash('sha256').update(JSON.stringify(events)).digest('base64url');
