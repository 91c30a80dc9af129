import { expect, test } from 'vitest';
import { unreadCount } from './unread.ts';

test('a conversation that was never opened has all its inbound messages unread', () => {
  expect(unreadCount({ inboundCount: 3 }, undefined)).toBe(3);
});

test('a read position ahead of the count, as after a merge, is no negative number', () => {
  expect(unreadCount({ inboundCount: 3 }, { readCount: 5, markedUnread: false })).toBe(0);
});

test('a conversation marked unread by hand counts one, or what is really unread', () => {
  expect(unreadCount({ inboundCount: 3 }, { readCount: 3, markedUnread: true })).toBe(1);
  expect(unreadCount({ inboundCount: 6 }, { readCount: 3, markedUnread: true })).toBe(3);
});
