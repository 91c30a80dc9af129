import { type MessageContent, textOf } from '@balcao/domain';
import { REPLICAS } from '../../definitions/index.ts';
import { recencyOf } from '../../field.ts';
import { newRowId } from '../../ids.ts';
import { emptyRow } from '../../row.ts';
import type { Collections } from '../database.ts';

export type Author = { conversationId: string; authorId: string };
/** What a test, or a caller who shows the row before it is written, decides itself. */
export type Chosen = { id?: string; now?: number };
export type Said = Author & Chosen & { content: MessageContent };

/** A text to the contact. Returns the id of its row, which waits until the server took it. */
export function sendText(
  collections: Collections,
  wish: Author & { text: string } & Chosen & { replyToId?: string },
): Promise<string> {
  return writeMessage(collections, 'out', wish);
}

/** A note for colleagues; it never leaves the company. */
export function addNote(collections: Collections, wish: Author & { text: string } & Chosen): Promise<string> {
  return writeMessage(collections, 'note', wish);
}

/** Anything but a text or a file: a place, contacts, a question with answers. */
export function sendContent(
  collections: Collections,
  { id = newRowId(), replyToId = '', now = Date.now(), ...said }: Said & { replyToId?: string },
): Promise<string> {
  return insertMessage(collections, { id, direction: 'out', replyToId, now, ...said });
}

/** Puts a reaction on a message, instead of the one that was there; an empty emoji takes it back. */
export function react(
  collections: Collections,
  { messageId, emoji, ...of }: Author & Chosen & { messageId: string; emoji: string },
): Promise<string> {
  return sendContent(collections, { ...of, content: { kind: 'reaction', emoji, toMessageId: messageId } });
}

/**
 * A message or note that the server refused, written once more with what it said. It is a new message: the refused one
 * is no more.
 */
export function writeAgain(
  collections: Collections,
  { id = newRowId(), now = Date.now(), ...wish }: WishedMessage & Chosen,
): Promise<string> {
  return insertMessage(collections, { id, now, ...wish });
}
export type WishedMessage = Pick<NewMessage, 'direction' | 'conversationId' | 'authorId' | 'content' | 'replyToId'>;

function writeMessage(
  collections: Collections,
  direction: 'out' | 'note',
  {
    text,
    id = newRowId(),
    replyToId = '',
    now = Date.now(),
    ...of
  }: Author & { text: string } & Chosen & { replyToId?: string },
): Promise<string> {
  return insertMessage(collections, { id, direction, ...of, content: { kind: 'text', text }, replyToId, now });
}

export type NewMessage = {
  id: string;
  direction: 'out' | 'note';
  conversationId: string;
  authorId: string;
  content: MessageContent;
  replyToId: string;
  now: number;
};

/** Twice is once. */
export async function insertMessage({ messages }: Collections, message: NewMessage): Promise<string> {
  const { id, direction, conversationId, authorId, content, replyToId, now } = message;
  await messages.insertIfNotExists({
    ...emptyRow(REPLICAS.messages, id),
    conversationId,
    direction,
    kind: content.kind,
    text: textOf(content),
    content,
    source: 'console',
    authorId,
    replyToId,
    status: direction === 'out' ? 'pending' : '',
    reactions: [],
    createdAt: now,
    recency: recencyOf(now),
    pending: now,
  });
  return id;
}
