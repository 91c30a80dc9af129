import { ROLES } from '@balcao/domain';
import { defineReplica, type RowOf } from '../define.ts';
import { choice, flag, id, list, text } from '../field.ts';

export const users = defineReplica({
  name: 'users',
  // 1: `supervises`.
  version: 1,
  fields: {
    id: id(),
    name: text(200),
    email: text(320),
    role: choice(ROLES),
    availability: choice(['online', 'away', 'busy', 'offline']),
    active: flag(),
    queueIds: list(),
    /** Of the queues, those in which they act for others (QUE-15). */
    supervises: list(),
  },
  indexes: [['name']],
  creates: false,
});
export type UserRow = RowOf<typeof users>;
