import { fold, type Snippet, snippetOf, termsOf } from '@balcao/domain';
import type { Actor } from '../auth/index.ts';
import type { Trx } from '../db/index.ts';
import { contactsByIds, type Found, findContacts, findMessages, messagesByIds, type Place } from './store.ts';

export type Question = { query: string; cursor?: string | undefined; limit: number };
export type FoundMessage = {
  id: string;
  conversationId: string;
  contactId: string;
  contactName: string;
  contactPhone: string;
  direction: string;
  at: number;
  snippet: Snippet;
};
export type FoundContact = {
  id: string;
  /** The latest conversation, or null when there is none that the viewer sees. */
  conversationId: string | null;
  name: string;
  phone: string;
  email: string;
  at: number;
  snippet: Snippet;
};
export type Results<Item> = { items: Item[]; nextCursor: string | null };

/** Messages that hold words beginning with those of the query, newest first (INB-15). Nothing for a query without words. */
export async function searchMessages(trx: Trx, viewer: Actor, question: Question): Promise<Results<FoundMessage>> {
  const words = wordsOf(question.query);
  if (words.length === 0) return { items: [], nextCursor: null };
  const found = await findMessages(trx, viewer, words, placeOf(question.cursor), question.limit);
  const rows = await inOrder(found, (ids) => messagesByIds(trx, viewer, ids));
  const items = rows.map(({ id, conversationId, contactId, name, phone, direction, createdAt, text }) => ({
    id,
    conversationId,
    contactId,
    contactName: name,
    contactPhone: phone,
    direction,
    at: createdAt.getTime(),
    snippet: snippetOf(text, words),
  }));
  return { items, nextCursor: nextOf(found, question.limit) };
}

/** Contacts that hold the query's words anywhere in name, number or e-mail, the latest contact first. */
export async function searchContacts(trx: Trx, viewer: Actor, question: Question): Promise<Results<FoundContact>> {
  const terms = termsOf(withoutNul(question.query)).slice(0, MOST_WORDS);
  if (terms.length === 0) return { items: [], nextCursor: null };
  const found = await findContacts(trx, viewer, terms, placeOf(question.cursor), question.limit);
  const rows = await inOrder(found, (ids) => contactsByIds(trx, viewer, ids));
  const items = rows.map(({ lastContactAt, ...contact }) => ({
    ...contact,
    at: lastContactAt?.getTime() ?? 0,
    snippet: snippetOf(contact.name, terms),
  }));
  return { items, nextCursor: nextOf(found, question.limit) };
}

/** More words than this find nothing that fewer would not, and cost. */
const MOST_WORDS = 12;

/** Words as the index has them: letters and digits, folded. */
const wordsOf = (query: string) =>
  [...new Set(fold(withoutNul(query)).match(/[\p{L}\p{N}]+/gu) ?? [])].slice(0, MOST_WORDS);

/** PostgreSQL keeps no NUL, and half a surrogate pair is no text anywhere. */
const withoutNul = (text: string) => text.replaceAll('\0', '').toWellFormed();

async function inOrder<Row extends { id: string }>(
  found: readonly Found[],
  read: (ids: string[]) => Promise<Row[]>,
): Promise<Row[]> {
  if (found.length === 0) return [];
  const rows = new Map((await read(found.map(({ id }) => id))).map((row) => [row.id, row]));
  return found.flatMap(({ id }) => rows.get(id) ?? []);
}

const nextOf = (found: readonly Found[], limit: number): string | null => {
  const last = found.at(-1);
  return last && found.length === limit ? `${last.micros}.${last.id}` : null;
};

/** An unknown cursor begins at the newest. */
function placeOf(cursor: string | undefined): Place | null {
  const [, micros, id] = /^(-?\d{1,17})\.([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/.exec(cursor ?? '') ?? [];
  return micros && id ? { micros, id } : null;
}
