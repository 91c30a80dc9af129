import { CHANNEL_KINDS, CHANNEL_STATUSES } from '@balcao/domain';
import { z } from 'zod';
import { defineReplica, type RowOf } from '../define.ts';
import { choice, id, int, json, text } from '../field.ts';

/** Small things that every screen names: one replica, told apart by `kind`, since RxDB's free edition ends at 13. */
const entry = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('company'), zone: z.string(), language: z.string(), demo: z.boolean() }),
  z.object({ kind: z.literal('queue'), description: z.string() }),
  z.object({ kind: z.literal('tag'), color: z.string() }),
  z.object({
    kind: z.literal('channel'),
    channelKind: z.enum(CHANNEL_KINDS),
    status: z.enum(CHANNEL_STATUSES),
    statusReason: z.string(),
    address: z.string(),
  }),
]);
export const CATALOG_KINDS = ['company', 'queue', 'tag', 'channel'] as const;

export const catalog = defineReplica({
  name: 'catalog',
  version: 0,
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
