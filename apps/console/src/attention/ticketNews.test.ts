import type { NoticeRow } from '@balcao/replica';
import { expect, test } from 'vitest';
import { newsIn } from './ticketNews.ts';

const NOW = 1_800_000_000_000;
const row = (id: string, notice: NoticeRow['notice'], createdAt = NOW - 500): NoticeRow => ({
  id,
  userId: 'u',
  kind: notice.kind,
  notice,
  createdAt,
  recency: 1,
  readAt: null,
  settledAt: null,
});
const given = { kind: 'ticketGiven', conversationId: 'c', ticketId: 't', protocol: 'p', byUserId: '' } as const;
const promise = {
  kind: 'promise',
  conversationId: 'c',
  ticketId: 't',
  promise: 'firstResponse',
  state: 'warning',
  deadlineAt: NOW,
} as const;
const mentioned = { kind: 'mentioned', conversationId: 'c', messageId: 'm', byUserId: 'u', text: '' } as const;

test('QUE-14 a ticket that was given and a promise in danger are news, once each', () => {
  const before = [row('a', given)];
  expect(newsIn(before, [...before, row('b', promise)], NOW)).toEqual([promise]);
  expect(newsIn([], before, NOW)).toEqual([given]);
});

test('a breach after its warning is news again, though it is the same notice', () => {
  const breach = { ...promise, state: 'breached' } as const;
  expect(newsIn([row('b', promise, NOW - 5_000)], [row('b', breach)], NOW)).toEqual([breach]);
});

test('nothing is news at the first look, long after, or where it is no ticket’s', () => {
  expect(newsIn(null, [row('a', given)], NOW)).toEqual([]);
  expect(newsIn([], [row('a', given, NOW - 3_600_000)], NOW)).toEqual([]);
  expect(newsIn([], [row('a', mentioned)], NOW)).toEqual([]);
});
