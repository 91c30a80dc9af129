import fc from 'fast-check';
import { expect, test } from 'vitest';
import { messageRow } from '../testing/rows.ts';
import { type ThreadItem, threadItems, unreadMark } from './threadItems.ts';

const MINUTE = 60_000;
const DAY = 86_400_000;
const dayOf = (ms: number) => Math.floor(ms / DAY);
const shape = (items: readonly ThreadItem[]) =>
  items.map((item) =>
    item.type === 'bubble' ? `${item.key}${item.startsGroup ? '<' : ''}${item.endsGroup ? '>' : ''}` : item.type,
  );

test('messages of one side within five minutes are one group', () => {
  const rows = [
    messageRow({ id: 'c', createdAt: 6 * MINUTE }),
    messageRow({ id: 'b', createdAt: 1 * MINUTE }),
    messageRow({ id: 'a', createdAt: 0 }),
  ];
  expect(shape(threadItems(rows, null, dayOf))).toEqual(['day', 'a<', 'b>', 'c<>']);
});

test('another side, another author and a note each begin a group', () => {
  const rows = [
    messageRow({ id: 'd', direction: 'note', source: 'console', authorId: 'u2', createdAt: 3 }),
    messageRow({ id: 'c', direction: 'out', source: 'console', authorId: 'u2', createdAt: 2 }),
    messageRow({ id: 'b', direction: 'out', source: 'console', authorId: 'u1', createdAt: 1 }),
    messageRow({ id: 'a', createdAt: 0 }),
  ];
  expect(shape(threadItems(rows, null, dayOf))).toEqual(['day', 'a<>', 'b<>', 'c<>', 'd<>']);
});

test('an answer comes with its original where that is loaded, and without it where it is not', () => {
  const original = messageRow({ id: 'a', createdAt: 0 });
  const rows = [
    messageRow({ id: 'c', replyToId: 'long ago', createdAt: 2 }),
    messageRow({ id: 'b', replyToId: 'a', createdAt: 1 }),
    original,
  ];
  const bubbles = threadItems(rows, null, dayOf).filter((item) => item.type === 'bubble');
  expect(bubbles.map((bubble) => bubble.original)).toEqual([null, original, null]);
});

test('midnight breaks a group and puts a day between', () => {
  const rows = [messageRow({ id: 'b', createdAt: DAY + 1 }), messageRow({ id: 'a', createdAt: DAY - 1 })];
  expect(shape(threadItems(rows, null, dayOf))).toEqual(['day', 'a<>', 'day', 'b<>']);
});

test('a timeline entry stands between groups and in none', () => {
  const event = { type: 'reopened' as const, byUserId: null };
  const rows = [
    messageRow({ id: 'c', createdAt: 2 }),
    messageRow({ id: 'b', direction: 'system', kind: 'system', content: { kind: 'system', event }, createdAt: 1 }),
    messageRow({ id: 'a', createdAt: 0 }),
  ];
  expect(shape(threadItems(rows, null, dayOf))).toEqual(['day', 'a<>', 'entry', 'c<>']);
});

test('a reaction to a known message is no item of its own, one to an unknown message is', () => {
  const reaction = (id: string, toMessageId: string | null) =>
    messageRow({ id, kind: 'reaction', content: { kind: 'reaction', emoji: '👍', toMessageId } });
  expect(shape(threadItems([reaction('b', 'a'), reaction('a', null)], null, dayOf))).toEqual(['day', 'a<>']);
});

test('the unread line stands before the first unread message and breaks its group', () => {
  const rows = [
    messageRow({ id: 'd', createdAt: 3 }),
    messageRow({ id: 'c', direction: 'out', source: 'console', createdAt: 2 }),
    messageRow({ id: 'b', createdAt: 1 }),
    messageRow({ id: 'a', createdAt: 0 }),
  ];
  const unread = unreadMark(rows, 2);
  expect(unread).toEqual({ firstId: 'b', count: 2 });
  expect(shape(threadItems(rows, unread, dayOf))).toEqual(['day', 'a<>', 'unread', 'b<>', 'c<>', 'd<>']);
});

test('no line is drawn when nothing is unread, or while the first unread message is not loaded', () => {
  expect(unreadMark([messageRow()], 0)).toBeNull();
  expect(unreadMark([messageRow()], 2)).toBeNull();
});

test('loading older messages never changes the key of an item that was there', () => {
  const times = fc.uniqueArray(fc.nat(10 * DAY), { minLength: 2, maxLength: 40 });
  fc.assert(
    fc.property(times, fc.nat(38), (unsorted, loaded) => {
      const rows = [...unsorted].sort((a, b) => b - a).map((at) => messageRow({ id: `m${at}`, createdAt: at }));
      const part = threadItems(rows.slice(0, loaded + 1), null, dayOf).map((item) => item.key);
      const all = threadItems(rows, null, dayOf).map((item) => item.key);
      expect(new Set(all).size).toBe(all.length);
      expect(all.slice(-part.length + 1)).toEqual(part.slice(1));
    }),
  );
});
