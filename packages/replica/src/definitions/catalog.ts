import {
  appointmentTypeSettings,
  availabilityRule,
  CHANNEL_KINDS,
  CHANNEL_STATUSES,
  CUSTOM_FIELD_KINDS,
  companyPlace,
  hoursException,
  IMPORT_STATES,
  macroActions,
  messageTemplate,
  placeWish,
  resourceSettings,
  waitingWish,
  weekHours,
} from '@balcao/domain';
import { z } from 'zod';
import { defineReplica, type RowOf } from '../define.ts';
import { choice, id, int, json, text } from '../field.ts';

/** Small things that every screen names: one replica, told apart by `kind`, since RxDB's free edition ends at 13. */
const entry = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('company'),
    zone: z.string(),
    language: z.string(),
    demo: z.boolean(),
    hours: weekHours,
    exceptions: z.array(hoursException),
    /** A message within so many hours of closing reopens the conversation (INB-14). */
    reopeningWindowHours: z.int(),
    /** `null`: as the installation says. */
    groupingDelayMs: z.int().nullable(),
    /** Where the company is, to be shared; `null`: not set. */
    place: companyPlace.nullable(),
  }),
  /** One that is not active takes nothing new; its name stays with what it had. */
  z.object({ kind: z.literal('queue'), description: z.string(), active: z.boolean() }),
  z.object({ kind: z.literal('tag'), color: z.string() }),
  z.object({ kind: z.literal('field'), fieldKind: z.enum(CUSTOM_FIELD_KINDS), options: z.array(z.string()) }),
  /** An import of contacts (INB-13): how far it is. */
  z.object({
    kind: z.literal('import'),
    state: z.enum(IMPORT_STATES),
    byUserId: z.string(),
    total: z.int(),
    done: z.int(),
    created: z.int(),
    updated: z.int(),
    failed: z.int(),
    at: z.number(),
  }),
  /** A message template of a channel's account (INB-21). */
  z.object({ kind: z.literal('template'), channelId: z.string(), template: messageTemplate }),
  z.object({
    kind: z.literal('channel'),
    channelKind: z.enum(CHANNEL_KINDS),
    status: z.enum(CHANNEL_STATUSES),
    statusReason: z.string(),
    address: z.string(),
  }),
  /** A text for `/shortcut` (INB-24). `ownerId` is empty for the company's; others' own never come here. */
  z.object({
    kind: z.literal('quickReply'),
    ownerId: z.string(),
    shortcut: z.string(),
    text: z.string(),
    files: z.array(z.object({ mediaId: z.uuid(), fileName: z.string(), mime: z.string(), sizeBytes: z.number() })),
  }),
  z.object({ kind: z.literal('macro'), ownerId: z.string(), actions: macroActions }),
  /** What booking is set up with (BOOK-01, BOOK-02). One that is not active, or was removed, is booked no more. */
  z.object({ kind: z.literal('appointmentType'), active: z.boolean(), settings: appointmentTypeSettings }),
  z.object({ kind: z.literal('resource'), active: z.boolean(), userId: z.string(), settings: resourceSettings }),
  z.object({ kind: z.literal('availability'), rule: availabilityRule }),
  z.object({ kind: z.literal('bookingPlace'), place: placeWish.shape.place }),
  /** A time that is kept for somebody who is being asked, until it expires (BOOK-08); times in epoch ms. */
  z.object({
    kind: z.literal('hold'),
    typeId: z.string(),
    from: z.number(),
    to: z.number(),
    resourceIds: z.array(z.string()),
    expiresAt: z.number(),
  }),
  /** Who waits for a place, in the order of `at` (BOOK-10); whoever waits no more is not here. */
  z.object({
    kind: z.literal('waiting'),
    typeId: z.string(),
    contactId: z.string(),
    /** The one that is to be earlier; empty: there is none yet. */
    appointmentId: z.string(),
    wish: waitingWish,
    notes: z.string(),
    /** What is kept for them, and until when; `null`: nothing yet. */
    offer: z.object({ from: z.number(), to: z.number(), answerBy: z.number() }).nullable(),
    /** The start of a place of which nobody could tell them; `null`: whatever was offered reached them. */
    untoldFrom: z.number().nullable(),
    at: z.number(),
  }),
]);
export const CATALOG_KINDS = [
  'company',
  'queue',
  'tag',
  'channel',
  'field',
  'import',
  'quickReply',
  'macro',
  'template',
  'appointmentType',
  'resource',
  'availability',
  'bookingPlace',
  'hold',
  'waiting',
] as const;

export const catalog = defineReplica({
  name: 'catalog',
  // 2: the company's place. 3: quick replies and macros. 4: templates. 5: whether a queue is active. 6: what booking is set up with.
  // 7: holds. 8: public pages of types, and who waits. 9: who waits and cannot be told.
  // 10: questions that decide.
  version: 10,
  fields: {
    id: id(),
    kind: choice(CATALOG_KINDS),
    name: text(200),
    position: int(),
    entry: json(entry),
  },
  indexes: [['kind', 'position']],
  creates: false,
});
export type CatalogRow = RowOf<typeof catalog>;
