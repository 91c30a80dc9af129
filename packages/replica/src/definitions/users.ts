import { ROLES } from '@balcao/domain';
import { defineReplica, type RowOf } from '../define.ts';
import { choice, flag, id, list, text } from '../field.ts';

export const users = defineReplica({
  name: 'users',
  version: 0,
  fields: {
    id: id(),
    name: text(200),
    email: text(320),
    role: choice(ROLES),
    availability: choice(['online', 'away', 'busy', 'offline']),
    active: flag(),
    queueIds: list(),
  },
  indexes: [['name']],
  creates: false,
});
export type UserRow = RowOf<typeof users>;
