import { CONTACT_STATUSES, customValues, IDENTITY_KINDS } from '@balcao/domain';
import { z } from 'zod';
import { defineReplica, type RowOf } from '../define.ts';
import { choice, type Field, id, int, json, LARGEST, list, text, time, timeOrNull } from '../field.ts';

const optIn = z.object({
  state: z.enum(['in', 'out']),
  source: z.string().max(200),
  at: z.int().min(0).max(LARGEST),
});

/** 0 to 100. */
const percent = (): Field<number> => ({ ...int({ merge: 'latest' }), schema: z.int().min(0).max(100) });

export const contacts = defineReplica({
  name: 'contacts',
  version: 1,
  fields: {
    id: id(),
    name: text(200, { merge: 'latest', personal: true }),
    /** `fold(name)`, for lists by name, sorted in memory: a name is sealed on the disk. The server derives it. */
    nameKey: text(200, { personal: true }),
    phone: text(40, { personal: true }),
    email: text(320, { merge: 'latest', personal: true }),
    /** BCP 47, or empty when unknown. */
    language: text(20, { merge: 'latest' }),
    /** IANA zone, or empty: the company's. */
    zone: text(60, { merge: 'latest' }),
    status: choice(CONTACT_STATUSES, { merge: 'latest' }),
    tags: list({ merge: 'set' }),
    segments: list({ merge: 'set' }),
    /** Values of the company's own fields, by the field's id in the catalog. */
    custom: json(customValues, { merge: 'keys', personal: true }),
    /** A patient's or another system's number. */
    externalId: text(200, { merge: 'latest', personal: true }),
    /** `null`: nobody asked. */
    optIn: json(optIn.nullable(), { merge: 'latest' }),
    ownerId: id({ none: true, merge: 'latest' }),
    score: percent(),
    temperature: percent(),
    notes: text(10_000, { merge: 'ask', personal: true }),
    identities: json(z.array(z.object({ kind: z.enum(IDENTITY_KINDS), value: z.string() })), { personal: true }),
    lastContactAt: timeOrNull(),
    createdAt: time(),
  },
  indexes: [],
  creates: false,
});
export type ContactRow = RowOf<typeof contacts>;
