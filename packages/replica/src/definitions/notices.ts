import { APPOINTMENT_NEWS } from '@balcao/domain';
import { z } from 'zod';
import { defineReplica, type RowOf } from '../define.ts';
import { choice, id, int, json, time, timeOrNull } from '../field.ts';

/** `refused`: the server said no to a pushed wish; `problem` is a domain Problem, `wish` what was wanted (SYNC-07). */
const notice = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('refused'),
    replica: z.string(),
    rowId: z.string(),
    conversationId: z.string(),
    problem: z.looseObject({ code: z.string() }),
    wish: z.record(z.string(), z.unknown()),
  }),
  /** A field of rule `ask`: both sides changed it; the server's value stands. */
  z.object({
    kind: z.literal('decide'),
    replica: z.string(),
    rowId: z.string(),
    field: z.string(),
    wish: z.unknown(),
    stands: z.unknown(),
  }),
  /** A message of this user was taken and did not arrive, or nobody knows (INB-20). Settled by a status that is better. */
  z.object({
    kind: z.literal('undelivered'),
    rowId: z.string(),
    conversationId: z.string(),
    status: z.enum(['failed', 'unknown']),
    failure: z.object({ code: z.string(), detail: z.string() }).nullable(),
    /** As a preview shows it. */
    text: z.string(),
  }),
  /** The time of a message of this user came, and it could not go (INB-26). Settled once it waits again, went, or was given up. */
  z.object({
    kind: z.literal('held'),
    rowId: z.string(),
    conversationId: z.string(),
    problem: z.looseObject({ code: z.string() }),
    /** As a preview shows it. */
    text: z.string(),
  }),
  /** A colleague called this user by @name in a note (INB-16). */
  z.object({
    kind: z.literal('mentioned'),
    conversationId: z.string(),
    messageId: z.string(),
    byUserId: z.string(),
    text: z.string(),
  }),
  /** A colleague handed a conversation over to this user. */
  z.object({
    kind: z.literal('transferred'),
    conversationId: z.string(),
    byUserId: z.string(),
    reason: z.string(),
  }),
  /** This user was given a ticket (QUE-14). Settled once they answer, or it is theirs no more. */
  z.object({
    kind: z.literal('ticketGiven'),
    conversationId: z.string(),
    ticketId: z.string(),
    protocol: z.string(),
    /** Empty: the queue's distribution. */
    byUserId: z.string(),
  }),
  /** A promise to a contact is nearly broken, or is (QUE-10): told to who has the ticket, and to the queue's supervisors. */
  z.object({
    kind: z.literal('promise'),
    conversationId: z.string(),
    ticketId: z.string(),
    promise: z.enum(['firstResponse', 'nextResponse', 'resolution']),
    state: z.enum(['warning', 'breached']),
    deadlineAt: z.number(),
  }),
  /** Somebody who was invited does not come, or may not (BOOK-16); told to the calendar's people. */
  z.object({
    kind: z.literal('invitationAnswered'),
    appointmentId: z.string(),
    /** Who answered. */
    name: z.string(),
    title: z.string(),
    answer: z.enum(['declined', 'tentative']),
    /** When the appointment is, and the zone that it is meant in. */
    at: z.number(),
    zone: z.string(),
  }),
  /** Something became of an appointment that this user serves, or receives people for (BOOK-18). The latest replaces the former. */
  z.object({
    kind: z.literal('appointment'),
    appointmentId: z.string(),
    what: z.enum(APPOINTMENT_NEWS),
    /** Who it is for, and what it is. */
    title: z.string(),
    typeName: z.string(),
    from: z.number(),
    /** Empty: whoever it is for, on the page or by a link. */
    byUserId: z.string(),
    /** The contact could not be told: they have not written for too long, and there is no template. */
    isUntold: z.boolean(),
  }),
  /** An outgoing webhook was switched off: its address is gone, or answered nothing well for days. */
  z.object({
    kind: z.literal('webhookDisabled'),
    endpointId: z.string(),
    url: z.string(),
    reason: z.enum(['gone', 'failing']),
  }),
  /** Tickets wait in a queue that has no members. Settled once it has one. */
  z.object({ kind: z.literal('queueUnserved'), queueId: z.string(), name: z.string() }),
]);
export const NOTICE_KINDS = [
  'refused',
  'decide',
  'undelivered',
  'held',
  'mentioned',
  'transferred',
  'ticketGiven',
  'promise',
  'appointment',
  'webhookDisabled',
  'invitationAnswered',
  'queueUnserved',
] as const;

export const notices = defineReplica({
  name: 'notices',
  // 1: kind `undelivered`. 2: kinds `mentioned` and `transferred`. 3: kind `webhookDisabled`. 4: kind `held`.
  // 5: kinds `ticketGiven` and `promise`. 6: kind `invitationAnswered`. 7: kind `queueUnserved`.
  // 8: kind `appointment`.
  version: 8,
  fields: {
    id: id(),
    userId: id(),
    kind: choice(NOTICE_KINDS),
    notice: json(notice, { personal: true }),
    createdAt: time(),
    recency: int(),
    readAt: timeOrNull({ merge: 'latest' }),
    settledAt: timeOrNull({ merge: 'latest' }),
  },
  indexes: [['recency']],
  windowBy: 'recency',
  creates: false,
});
export type NoticeRow = RowOf<typeof notices>;
