import { appointments } from './appointments.ts';
import { blocks } from './blocks.ts';
import { catalog } from './catalog.ts';
import { contacts } from './contacts.ts';
import { conversations } from './conversations.ts';
import { marks } from './marks.ts';
import { messages } from './messages.ts';
import { notices } from './notices.ts';
import { scheduled } from './scheduled.ts';
import { users } from './users.ts';

/** Every replica there is, in the order in which a first sync brings them: what a list needs comes first. */
export const REPLICAS = {
  catalog,
  users,
  conversations,
  marks,
  contacts,
  messages,
  scheduled,
  notices,
  blocks,
  appointments,
} as const;
export type ReplicaName = keyof typeof REPLICAS;
export const REPLICA_NAMES = Object.keys(REPLICAS) as ReplicaName[];

export { APPOINTMENT_SOURCES, type AppointmentRow } from './appointments.ts';
export type { BlockRow } from './blocks.ts';
export type { CatalogRow } from './catalog.ts';
export type { ContactRow } from './contacts.ts';
export type { ConversationRow, ConversationTicket } from './conversations.ts';
export type { MarkRow } from './marks.ts';
export type { MessageRow } from './messages.ts';
export type { NoticeRow } from './notices.ts';
export type { ScheduledRow } from './scheduled.ts';
export type { UserRow } from './users.ts';
