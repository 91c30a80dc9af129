import { recencyOf } from '@balcao/replica';
import { expect, test } from 'vitest';
import { messageRow } from '../testing/rows.ts';
import { firstKept, mayBeOlder, olderPages } from './olderMessages.ts';

const DAY = 86_400_000;
const NOW = 1_000 * DAY;
const aged = (id: string, days: number, more = {}) => {
  const createdAt = NOW - days * DAY;
  return messageRow({ id, createdAt, recency: recencyOf(createdAt), ...more });
};

test('the server is asked before the oldest message that certainly has all newer ones beside it', () => {
  const stray = aged('stray', 200);
  expect(firstKept([aged('b', 2), aged('a', 80), stray], NOW)).toBe('a');
  expect(firstKept([stray], NOW)).toBeNull();
});

test('a message that the server does not have yet is no place to ask from', () => {
  const waiting = aged('w', 1, { direction: 'out', status: 'pending' });
  expect(firstKept([waiting], NOW)).toBeNull();
  expect(firstKept([aged('b', 0), waiting], NOW)).toBe('b');
});

test('older ones may be there while fewer are loaded than the server counts; notes and waiting ones do not count', () => {
  const rows = [
    aged('a', 1),
    aged('n', 1, { direction: 'note' }),
    aged('w', 0, { direction: 'out', status: 'pending' }),
  ];
  expect(mayBeOlder(rows, 1)).toBe(false);
  expect(mayBeOlder(rows, 2)).toBe(true);
});

/** Ids as they come over the wire. */
const uuid = (n: number) => `00000000-0000-7000-8000-00000000000${n}`;
const sent = (n: number, days: number) => aged(uuid(n), days, { conversationId: uuid(9) });

test('pages follow each other, and a page that failed is asked for again', async () => {
  const asked: (string | null)[] = [];
  const read = olderPages(async (beforeId) => {
    asked.push(beforeId);
    if (asked.length === 2) throw new Error('no network');
    return beforeId === 'start'
      ? { rows: [sent(3, 100), sent(2, 101)], more: true }
      : { rows: [sent(1, 102)], more: false };
  });
  expect(await read(() => 'start')).toMatchObject({ rows: [{ id: uuid(3) }, { id: uuid(2) }], complete: false });
  await expect(read(() => 'other')).rejects.toThrow('no network');
  expect(await read(() => 'other')).toMatchObject({ rows: [{ id: uuid(1) }], complete: true });
  expect(asked).toEqual(['start', uuid(2), uuid(2)]);
});
