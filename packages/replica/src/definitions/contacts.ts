import { CONTACT_STATUSES, IDENTITY_KINDS } from '@balcao/domain';
import { z } from 'zod';
import { defineReplica, type RowOf } from '../define.ts';
import { choice, id, json, list, text, time, timeOrNull } from '../field.ts';

export const contacts = defineReplica({
  name: 'contacts',
  version: 0,
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
    notes: text(10_000, { merge: 'ask', personal: true }),
    identities: json(z.array(z.object({ kind: z.enum(IDENTITY_KINDS), value: z.string() })), { personal: true }),
    lastContactAt: timeOrNull(),
    createdAt: time(),
  },
  indexes: [],
  creates: false,
});
export type ContactRow = RowOf<typeof contacts>;
