/** What stands on our calendar as events of a calendar file. */
import type { CalendarEvent, EventStatus } from '@balcao/calendar/icalendar';
import type { AppointmentStatus } from '@balcao/domain';
import type { BlockRow } from '@balcao/replica';
import type { Appointment } from '../booking/index.ts';
import type { Link } from './linkStore.ts';

const STATUSES: Record<AppointmentStatus, EventStatus> = {
  requested: 'tentative',
  // Booked without a connection and taken meanwhile: it has no place yet.
  conflict: 'tentative',
  scheduled: 'confirmed',
  confirmed: 'confirmed',
  completed: 'confirmed',
  no_show: 'confirmed',
  cancelled: 'cancelled',
};

export type Exported = Appointment & { changedAt: Date };
type Naming = { typeName: string; link: Link | null /** With what was written about it. */; withNotes: boolean };

/** One that came from a file keeps the name and everything else that it had there. */
export function eventOf(appointment: Exported, { typeName, link, withNotes }: Naming): CalendarEvent {
  const { id, slot, status, title, notes, place, sequence, changedAt } = appointment;
  return {
    uid: link?.uid ?? id,
    recurrence: link && link.recurrence > 0 ? link.recurrence : null,
    // Later than what was imported, once it was changed here.
    sequence: (link?.sequence ?? 0) + sequence,
    stampedAt: Math.floor(changedAt.getTime() / 1_000) * 1_000,
    status: STATUSES[status],
    title: typeName === '' || typeName === title || link ? title : `${title} · ${typeName}`,
    description: withNotes ? notes : '',
    place: place?.value ?? '',
    from: slot.from,
    to: slot.to,
    zone: slot.zone,
    isAllDay: link?.isAllDay ?? false,
    rrule: '',
    exceptions: [],
    extras: [],
    organizer: link?.event.organizer ?? null,
    attendees: link?.event.attendees ?? [],
    component: link && withNotes ? link.component : null,
  };
}

/** A block is a time that is busy; one that recurs stays one event with its rule. */
export function eventOfBlock(
  { id, from, to, zone, reason, rrule, exceptions }: BlockRow,
  link: Link | null,
): CalendarEvent {
  return {
    uid: link?.uid ?? id,
    recurrence: link && link.recurrence > 0 ? link.recurrence : null,
    sequence: link?.sequence ?? 0,
    stampedAt: link?.stampedAt ?? from,
    status: 'confirmed',
    title: reason,
    description: link?.event.description ?? '',
    place: link?.event.place ?? '',
    from,
    to,
    zone,
    isAllDay: link?.isAllDay ?? false,
    rrule,
    exceptions,
    extras: link?.event.extras ?? [],
    organizer: link?.event.organizer ?? null,
    attendees: link?.event.attendees ?? [],
    component: link?.component ?? null,
  };
}
