/** How appointments and blocks look to callers of the REST face: times as RFC 3339, nobody as null. */
import { APPOINTMENT_STATUSES, appointmentAnswer, appointmentAnswers, freeSlot, PLACE_KINDS } from '@balcao/domain';
import { APPOINTMENT_SOURCES, type BlockRow } from '@balcao/replica';
import { z } from 'zod';
import type { Appointment } from './store.ts';

export const placeFace = z.object({ kind: z.enum(PLACE_KINDS), value: z.string().max(500) });
export const participantFace = z.object({ name: z.string().max(200), email: z.string().max(320) });
const time = z.iso.datetime({ offset: true });

/** In an address: JSON, `[{"question": "…", "answer": "…"}]`. */
export const answersQuery = z
  .string()
  .max(16_000)
  .transform((text, context) => {
    try {
      return JSON.parse(text);
    } catch {
      context.addIssue({ code: 'custom', message: 'is no JSON' });
      return z.NEVER;
    }
  })
  .pipe(appointmentAnswers)
  .default([]);

export const appointmentFace = z.object({
  id: z.uuid(),
  typeId: z.uuid(),
  contactId: z.uuid().nullable(),
  conversationId: z.uuid().nullable(),
  title: z.string(),
  status: z.enum(APPOINTMENT_STATUSES),
  start: time,
  end: time,
  /** The IANA zone that it was meant in. */
  zone: z.string(),
  resourceIds: z.array(z.uuid()),
  place: placeFace.nullable(),
  notes: z.string(),
  /** To the questions of its type, as they were asked then. */
  answers: z.array(appointmentAnswer),
  participants: z.array(participantFace),
  source: z.enum(APPOINTMENT_SOURCES),
  arrivedAt: time.nullable(),
  cancelReason: z.string(),
  /** Not empty: booked over another one, knowingly. */
  overbookReason: z.string(),
  /** What was free nearby when it turned out to be taken. */
  alternatives: z.array(freeSlot),
  /** The same for all times of one rule; null: it happens once. */
  seriesId: z.uuid().nullable(),
  /** RFC 5545, without the property's name. */
  seriesRule: z.string(),
  createdAt: time,
});

const iso = (ms: number): string => new Date(ms).toISOString();

export function faceOf({
  slot,
  conflict,
  sequence: _ours,
  createdBy: _whose,
  seriesStart: _ofRule,
  ...rest
}: Appointment): z.input<typeof appointmentFace> {
  return {
    ...rest,
    start: iso(slot.from),
    end: iso(slot.to),
    zone: slot.zone,
    resourceIds: slot.resourceIds,
    arrivedAt: rest.arrivedAt?.toISOString() ?? null,
    alternatives: conflict?.alternatives ?? [],
    createdAt: rest.createdAt.toISOString(),
  };
}

export const blockFace = z.object({
  id: z.uuid(),
  resourceId: z.uuid().nullable(),
  start: time,
  end: time,
  zone: z.string(),
  reason: z.string(),
  /** RFC 5545; empty: once. */
  rrule: z.string(),
  exceptions: z.array(time),
});

export function blockFaceOf({
  resourceId,
  from,
  to,
  exceptions,
  removed: _here,
  ...rest
}: BlockRow): z.input<typeof blockFace> {
  return {
    ...rest,
    resourceId: resourceId || null,
    start: iso(from),
    end: iso(to),
    exceptions: exceptions.map(iso),
  };
}
