import { expect, test } from 'vitest';
import { createEventQueue, EVENTS_KEPT } from './eventQueue.ts';

const event = (seq: number) => ({ resync: false, marks: { seq } as never });

test('events come out in the order in which they went in, also to somebody who waits', async () => {
  const queue = createEventQueue(() => {});
  queue.push(event(1));
  queue.push(event(2));
  expect([(await queue.next()).value, (await queue.next()).value]).toEqual([
    { changes: event(1) },
    { changes: event(2) },
  ]);
  const next = queue.next();
  queue.push(event(3));
  expect((await next).value).toEqual({ changes: event(3) });
});

test('a reader that falls behind is told to pull once, and nothing is kept for it', async () => {
  const queue = createEventQueue(() => {});
  for (let seq = 0; seq < EVENTS_KEPT; seq += 1) expect(queue.push(event(seq))).toBe(true);
  expect(queue.push(event(EVENTS_KEPT))).toBe(false);
  expect(queue.waiting).toBe(1);
  expect((await queue.next()).value).toEqual({ changes: { resync: true } });
});

test('a resync drops what waits: the pull brings it', async () => {
  const queue = createEventQueue(() => {});
  queue.push(event(1));
  queue.resync();
  queue.push(event(2));
  expect((await queue.next()).value).toEqual({ changes: { resync: true } });
  expect((await queue.next()).value).toEqual({ changes: event(2) });
});

test('ending lets go of somebody who waits, at once and once', async () => {
  let ended = 0;
  const queue = createEventQueue(() => (ended += 1));
  const waiting = queue.next();
  await queue.return?.();
  await queue.return?.();
  expect(await waiting).toEqual({ done: true, value: undefined });
  expect(queue.push(event(1))).toBe(true);
  expect(await queue.next()).toEqual({ done: true, value: undefined });
  expect(ended).toBe(1);
});
