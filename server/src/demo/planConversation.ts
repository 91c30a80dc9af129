/** One demo conversation from its dialogue: messages with times and statuses, and what the conversation says about them. */
import { type MessageContent, type MessageStatus, type SystemEvent, textOf } from '@balcao/domain';
import type { Dialogue, Line, SampleKind } from './dialogues.ts';

const MINUTE_MS = 60_000;

export type Chance = () => number;
export type PlannedFile = { id: string; messageId: string; sample: SampleKind; fileName: string | null };
export type PlannedMessage = {
  id: string;
  conversationId: string;
  direction: 'in' | 'out' | 'note' | 'system';
  content: MessageContent;
  source: 'contact' | 'console' | 'system';
  authorId: string | null;
  replyToId: string | null;
  status: MessageStatus | null;
  reactions: { emoji: string; from: string; at: number; id: string }[];
  createdAt: Date;
};
export type PlannedConversation = {
  id: string;
  contactId: string;
  queueId: string;
  assigneeId: string | null;
  subject: string;
  tagIds: string[];
  status: 'open' | 'snoozed' | 'closed';
  snoozedUntil: Date | null;
  closedAt: Date | null;
  previousId: string | null;
  openedAt: Date;
  lastActivityAt: Date;
  lastInboundAt: Date | null;
  messageCount: number;
  inboundCount: number;
  /** Of the contact, after the desk's last word: what nobody has read yet. */
  unread: number;
  lastMessage: Record<string, unknown>;
  messages: PlannedMessage[];
  files: PlannedFile[];
};

export type Wish = {
  dialogue: Dialogue;
  lines: readonly Line[];
  contactId: string;
  queueId: string;
  /** Who answers, where anybody does. */
  attendantId: string;
  tagIds: string[];
  end: { status: 'open' } | { status: 'closed' } | { status: 'snoozed'; until: Date };
  lastAt: Date;
  gapMinutes: number;
  previousId: string | null;
};

export function planConversation(
  wish: Wish,
  { chance, newId }: { chance: Chance; newId: () => string },
): PlannedConversation {
  const id = newId();
  const { lines, attendantId, queueId } = wish;
  const answered = lines.some((line) => line.by === 'desk');
  const gapsMs = lines.map(() => (0.3 + chance() * 1.4) * wish.gapMinutes * MINUTE_MS);
  let atMs = wish.lastAt.getTime() - gapsMs.reduce((sum, gap) => sum + gap, 0);
  const openedAt = new Date(atMs);
  const messages: PlannedMessage[] = [];
  const files: PlannedFile[] = [];

  const add = (
    message: Omit<PlannedMessage, 'id' | 'conversationId' | 'createdAt' | 'replyToId' | 'reactions'>,
  ): PlannedMessage => {
    // A millisecond apart at least: messages sort by time.
    atMs += 1;
    const whole = {
      ...message,
      id: newId(),
      conversationId: id,
      replyToId: null,
      reactions: [],
      createdAt: new Date(atMs),
    };
    messages.push(whole);
    return whole;
  };
  const tell = (event: SystemEvent) =>
    add({ direction: 'system', content: { kind: 'system', event }, source: 'system', authorId: null, status: null });

  tell({ type: 'opened', queueId });
  let claimed = false;
  for (const [position, line] of lines.entries()) {
    atMs += gapsMs[position] ?? 0;
    if (line.by === 'desk' && !claimed) {
      claimed = true;
      tell({ type: 'assigned', toUserId: attendantId, byUserId: attendantId });
    }
    const { content, file } = contentOf(line, newId);
    const before = messages.at(-1);
    const said = add({ content, ...senderOf(line, attendantId) });
    if (file) files.push({ ...file, messageId: said.id });
    if (line.by === 'desk' && before?.direction === 'in' && chance() < 0.2) said.replyToId = before.id;
    if (line.by === 'desk' && chance() < 0.15)
      said.reactions.push({ emoji: '❤️', from: 'contact', at: atMs, id: newId() });
  }
  if (wish.end.status === 'closed') tell({ type: 'closed', byUserId: answered ? attendantId : null, reason: '' });
  if (wish.end.status === 'snoozed') tell({ type: 'snoozed', byUserId: attendantId, until: wish.end.until.getTime() });

  const spoken = messages.filter(({ direction }) => direction === 'in' || direction === 'out');
  const inbound = spoken.filter(({ direction }) => direction === 'in');
  const lastAnswer = spoken.findLastIndex(({ direction }) => direction === 'out');
  const shown = messages.findLast(({ direction }) => direction !== 'system');
  return {
    id,
    contactId: wish.contactId,
    queueId,
    assigneeId: answered ? attendantId : null,
    subject: wish.dialogue.subject,
    tagIds: wish.tagIds,
    status: wish.end.status,
    snoozedUntil: wish.end.status === 'snoozed' ? wish.end.until : null,
    closedAt: wish.end.status === 'closed' ? new Date(atMs) : null,
    previousId: wish.previousId,
    openedAt,
    lastActivityAt: new Date(atMs),
    lastInboundAt: inbound.at(-1)?.createdAt ?? null,
    messageCount: spoken.length,
    inboundCount: inbound.length,
    unread: wish.end.status === 'open' ? spoken.length - 1 - lastAnswer : 0,
    lastMessage: shown ? previewOf(shown) : {},
    messages,
    files,
  };
}

function senderOf(
  line: Line,
  attendantId: string,
): Pick<PlannedMessage, 'direction' | 'source' | 'authorId' | 'status'> {
  switch (line.by) {
    case 'contact':
      return { direction: 'in', source: 'contact', authorId: null, status: null };
    case 'desk':
      return { direction: 'out', source: 'console', authorId: attendantId, status: 'read' };
    case 'note':
      return { direction: 'note', source: 'console', authorId: attendantId, status: null };
  }
}

function contentOf(
  line: Line,
  newId: () => string,
): { content: MessageContent; file: Omit<PlannedFile, 'messageId'> | null } {
  if ('text' in line) return { content: { kind: 'text', text: line.text }, file: null };
  if ('content' in line) return { content: line.content, file: null };
  const { sample, caption = '', fileName } = line.file;
  const mediaId = newId();
  // Mime and size follow from the file itself when it is stored (seed.ts).
  const media = {
    mediaId,
    state: 'pending' as const,
    mime: 'application/octet-stream',
    ...(fileName ? { fileName } : {}),
  };
  const file = { id: mediaId, sample, fileName: fileName ?? null };
  switch (sample) {
    case 'voice':
    case 'audio':
      return { content: { kind: 'audio', media, voice: sample === 'voice' }, file };
    case 'sticker':
      return { content: { kind: 'sticker', media, animated: false }, file };
    case 'image':
    case 'video':
    case 'document':
      return { content: { kind: sample, media, caption }, file };
  }
}

/** As the conversation's row keeps it (replica `conversations`, lastMessage). */
export function previewOf(message: PlannedMessage): Record<string, unknown> {
  return {
    id: message.id,
    direction: message.direction,
    kind: message.content.kind,
    text: textOf(message.content).slice(0, 160),
    status: message.status ?? '',
    authorId: message.authorId ?? '',
    at: message.createdAt.getTime(),
  };
}
