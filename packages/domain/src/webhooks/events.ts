/**
 * What outgoing webhooks tell (CONN-08): every event with the shape of its `data`. The rows are written by triggers in the
 * transaction of the change (server/migrations/0065_webhooks.sql), so `data` is how things stood right after it; but for
 * turns, which are no change of a row (server/src/webhooks/turnLane.ts).
 */
import { z } from 'zod';

const uuid = z.uuid();
const moment = z.iso.datetime({ offset: true });

const contact = z.object({
  id: uuid,
  name: z.string(),
  phone: z.string(),
  email: z.string(),
  language: z.string(),
  zone: z.string(),
  status: z.string(),
  tags: z.array(uuid),
  custom: z.record(z.string(), z.unknown()),
  createdAt: moment,
});
const conversation = z.object({
  id: uuid,
  contactId: uuid,
  channelId: uuid,
  channelKind: z.string(),
  status: z.string(),
  closeReason: z.string(),
  assigneeId: uuid.nullable(),
  queueId: uuid.nullable(),
  subject: z.string(),
  tags: z.array(uuid),
  openedAt: moment,
  closedAt: moment.nullable(),
  snoozedUntil: moment.nullable(),
});
const message = z.object({
  id: uuid,
  conversationId: uuid,
  channelId: uuid,
  direction: z.string(),
  kind: z.string(),
  text: z.string(),
  content: z.record(z.string(), z.unknown()),
  source: z.string(),
  authorId: uuid.nullable(),
  replyToId: uuid.nullable(),
  status: z.string().nullable(),
  failure: z.unknown(),
  createdAt: moment,
});
/** What a contact wrote in one go, once they paused (INB-23): `text` is all of it, a message a line. */
const turn = z.object({
  conversationId: uuid,
  contactId: uuid,
  channelId: uuid,
  channelKind: z.string(),
  startedAt: moment,
  endedAt: moment,
  text: z.string(),
  messages: z.array(message),
});
const tag = z.object({ id: uuid, name: z.string(), color: z.string() });
const merge = z.object({ mergeId: uuid, survivorId: uuid, mergedId: uuid });

export const WEBHOOK_EVENTS = {
  'conversation.opened': conversation,
  'conversation.closed': conversation,
  'conversation.reopened': conversation,
  'conversation.snoozed': conversation,
  'conversation.woken': conversation,
  'conversation.assigned': conversation.extend({ previousAssigneeId: uuid.nullable() }),
  'conversation.transferred': conversation.extend({ previousQueueId: uuid.nullable() }),
  'conversation.tagged': conversation.extend({ previousTags: z.array(uuid) }),
  'message.received': message,
  'message.sent': message,
  'turn.received': turn,
  'message.status': message.extend({ previousStatus: z.string().nullable() }),
  'message.edited': message,
  'message.deleted': message,
  'note.created': message,
  'contact.created': contact,
  'contact.updated': contact,
  'contact.merged': merge,
  'contact.parted': merge,
  'tag.created': tag,
  'tag.updated': tag,
  'tag.deleted': tag,
  'channel.status': z.object({ id: uuid, kind: z.string(), name: z.string(), status: z.string(), reason: z.string() }),
} as const satisfies Record<string, z.ZodType>;

export type WebhookEventType = keyof typeof WEBHOOK_EVENTS;
export const WEBHOOK_EVENT_TYPES = Object.keys(WEBHOOK_EVENTS) as WebhookEventType[];
export const webhookEventType = z.enum(WEBHOOK_EVENT_TYPES);

/** What the test button sends; nobody subscribes to it. */
export const WEBHOOK_TEST_TYPE = 'webhook.test';
