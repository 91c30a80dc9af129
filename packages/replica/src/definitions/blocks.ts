import { z } from 'zod';
import { defineReplica, type RowOf } from '../define.ts';
import { flag, id, json, text, time } from '../field.ts';

/** Times in which a resource, or all, cannot be booked (BOOK-03). */
export const blocks = defineReplica({
  name: 'blocks',
  version: 0,
  fields: {
    id: id(),
    /** Empty: every resource. */
    resourceId: id({ none: true, merge: 'latest' }),
    /** The first time, or the only one. */
    from: time({ merge: 'latest' }),
    to: time({ merge: 'latest' }),
    zone: text(60, { merge: 'latest' }),
    reason: text(200, { merge: 'latest' }),
    /** RFC 5545 without the property's name; empty: once. */
    rrule: text(500, { merge: 'latest' }),
    /** Starts that are left out, epoch ms. */
    exceptions: json(z.array(z.number()).max(1_000), { merge: 'latest' }),
    /** Taken away here: only the server deletes, and it does when it learns of it. */
    removed: flag({ merge: 'latest' }),
  },
  indexes: [],
  creates: true,
});
export type BlockRow = RowOf<typeof blocks>;
