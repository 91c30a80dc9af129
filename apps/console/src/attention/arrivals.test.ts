import type { ConversationRow } from '@balcao/replica';
import { expect, test } from 'vitest';
import { arrivals } from './arrivals.ts';
import type { Concern } from './unread.ts';

const NOW = 1_800_000_000_000;

/** A conversation as far as arrivals look at it. */
function concern(
  id: string,
  inboundCount: number,
  more: { at?: number; unread?: number; direction?: 'in' | 'out' } = {},
): Concern {
  const { at = NOW - 500, unread = 1, direction = 'in' } = more;
  const lastMessage = { id: 'm', direction, kind: 'text', text: 'Oi', status: '', authorId: '', at } as const;
  return { conversation: { id, inboundCount, lastMessage } as ConversationRow, unread };
}
const ids = (found: Concern[]) => found.map(({ conversation }) => conversation.id);

test('a message in a known conversation and a new conversation both arrive', () => {
  const before = [concern('a', 1)];
  expect(ids(arrivals(before, [concern('a', 2), concern('b', 1)], NOW))).toEqual(['a', 'b']);
});

test('nothing arrives at the first look', () => {
  expect(arrivals(null, [concern('a', 9)], NOW)).toEqual([]);
});

test('what was written long ago is caught up with, silently', () => {
  expect(arrivals([concern('a', 1)], [concern('a', 50, { at: NOW - 3_600_000 })], NOW)).toEqual([]);
});

test('our own answer, a status and a reading are no arrivals', () => {
  const before = [concern('a', 1)];
  expect(arrivals(before, [concern('a', 1, { direction: 'out' })], NOW)).toEqual([]);
  expect(arrivals(before, [concern('a', 2, { unread: 0 })], NOW)).toEqual([]);
});
