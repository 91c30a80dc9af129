/** What outsiders are told live (docs/interfaces, WebSocket), made from rows of conversations. Pure. */
import { type MessageContent, messageContentSchema } from '@balcao/domain';

export type LiveRow = {
  id: string;
  conversationId: string;
  channelId: string;
  direction: string;
  kind: string;
  text: string;
  content: unknown;
  source: string;
  authorId: string | null;
  status: string | null;
  createdAt: Date;
  contactId: string;
  contactName: string;
  channelKind: string;
  queueId: string | null;
  assigneeId: string | null;
};

export type LiveEvent = {
  type:
    | 'new_ticket'
    | 'ticket_assigned'
    | 'attendant_assigned'
    | 'ticket_transferred'
    | 'ticket_closed'
    | 'session_ended'
    | 'new_message'
    | 'system_message';
  data: Record<string, unknown>;
};

/** @param place the company's line tells of tickets, a conversation's of itself. */
export function eventsOf(row: LiveRow, place: 'company' | 'conversation'): LiveEvent[] {
  // What was written before the number was connected is no news (INB-27).
  if (row.source === 'history') return [];
  const { conversationId } = row;
  const content = messageContentSchema.safeParse(row.content);
  if (content.success && content.data.kind === 'system') return timelineEvent(row, content.data.event, place);
  const { id, channelId, channelKind, direction, kind, text, source, authorId, status, contactId, contactName } = row;
  const message = {
    id,
    channelId,
    channelKind,
    direction,
    kind,
    text,
    source,
    authorId,
    status,
    contactId,
    contactName,
  };
  return [{ type: 'new_message', data: { conversationId, ...message, createdAt: row.createdAt.toISOString() } }];
}

type SystemEvent = Extract<MessageContent, { kind: 'system' }>['event'];

function timelineEvent(row: LiveRow, event: SystemEvent, place: 'company' | 'conversation'): LiveEvent[] {
  const { conversationId, contactId, contactName, channelKind, queueId, assigneeId } = row;
  const ticket = { conversationId, contactId, contactName, channelKind, queueId, assigneeId };
  const inCompany = place === 'company';
  switch (event.type) {
    case 'opened':
    case 'reopened':
      return inCompany
        ? [{ type: 'new_ticket', data: { ...ticket, reopened: event.type === 'reopened' } }]
        : [{ type: 'system_message', data: { conversationId, event } }];
    case 'assigned': {
      const data = { ...ticket, assigneeId: event.toUserId, byUserId: event.byUserId };
      return [{ type: inCompany ? 'ticket_assigned' : 'attendant_assigned', data }];
    }
    case 'transferred': {
      const { toUserId, toQueueId, byUserId, reason } = event;
      return [{ type: 'ticket_transferred', data: { ...ticket, toUserId, toQueueId, byUserId, reason } }];
    }
    case 'closed': {
      const data = { ...ticket, byUserId: event.byUserId, reason: event.reason };
      return [{ type: inCompany ? 'ticket_closed' : 'session_ended', data }];
    }
    default:
      return inCompany ? [] : [{ type: 'system_message', data: { conversationId, event } }];
  }
}
