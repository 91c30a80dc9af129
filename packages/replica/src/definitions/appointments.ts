import { APPOINTMENT_STATUSES, appointmentAnswers, appointmentSlot, freeSlot, PLACE_KINDS } from '@balcao/domain';
import { z } from 'zod';
import { defineReplica, type RowOf } from '../define.ts';
import { choice, id, int, json, text, time, timeOrNull } from '../field.ts';

export const APPOINTMENT_SOURCES = ['console', 'chat', 'api', 'page', 'external'] as const;

const place = z.object({ kind: z.enum(PLACE_KINDS), value: z.string().max(500) });
const participant = z.object({ name: z.string().max(200), email: z.string().max(320) });
/** Booked without a connection and taken meanwhile (BOOK-13): what was free nearby when it came. */
const conflict = z.object({ at: z.number(), alternatives: z.array(freeSlot) });

/** Everything that stands on the calendar (BOOK-04). */
export const appointments = defineReplica({
  name: 'appointments',
  // 1: series. 2: answers.
  version: 2,
  fields: {
    id: id(),
    typeId: id({ merge: 'latest' }),
    /** Nobody: somebody who is no contact yet; `title` says who. */
    contactId: id({ none: true, merge: 'latest' }),
    title: text(200, { merge: 'latest', personal: true }),
    conversationId: id({ none: true, merge: 'once' }),
    /** A wish for another one is a move of the state machine, or refused. */
    status: choice(APPOINTMENT_STATUSES, { merge: 'latest' }),
    /** Time and resources move as one; moved by two, the server's stands and the other is asked (BOOK-14). */
    slot: json(appointmentSlot, { merge: 'ask' }),
    place: json(place.nullable(), { merge: 'latest', personal: true }),
    notes: text(5_000, { merge: 'ask', personal: true }),
    /** To the questions of its type, as they were asked then. */
    answers: json(appointmentAnswers, { merge: 'latest', personal: true }),
    participants: json(z.array(participant).max(50), { merge: 'latest', personal: true }),
    arrivedAt: timeOrNull({ merge: 'latest' }),
    cancelReason: text(500, { merge: 'latest', personal: true }),
    /** Not empty: whoever booked knew that the time is taken. */
    overbookReason: text(500, { merge: 'latest', personal: true }),
    source: choice(APPOINTMENT_SOURCES),
    conflict: json(conflict.nullable()),
    /** Times of one rule; each is an appointment of its own (BOOK-09). */
    seriesId: id({ none: true, merge: 'latest' }),
    /** RFC 5545 without the property's name. */
    seriesRule: text(500, { merge: 'latest' }),
    /** What the rule gave it, whatever became of it since. */
    seriesStart: timeOrNull({ merge: 'latest' }),
    sequence: int(),
    createdBy: id({ none: true }),
    createdAt: time(),
    /** `recencyOf(slot.from)`: the calendar looks along it. */
    recency: int(),
  },
  indexes: [['recency']],
  windowBy: 'recency',
  creates: true,
});
export type AppointmentRow = RowOf<typeof appointments>;
