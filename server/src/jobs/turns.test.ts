import { expect, test } from 'vitest';
import { createTurns } from './turns.ts';

const lane = (companyId: string, key: string) => ({ companyId, key });
const everybody = () => true;
function drained(turns: ReturnType<typeof createTurns>): string[] {
  const keys: string[] = [];
  for (let next = turns.next(everybody); next; next = turns.next(everybody)) keys.push(next.key);
  return keys;
}

test('companies take turns, and within one lanes go in the order in which they were told of, each once', () => {
  const turns = createTurns();
  for (const key of ['a1', 'a2', 'a1', 'a3']) turns.add(lane('a', key));
  turns.add(lane('b', 'b1'));
  expect(turns.size).toBe(4);
  expect(drained(turns)).toEqual(['a1', 'b1', 'a2', 'a3']);
  expect(turns.size).toBe(0);
});

test('what has been due longest goes first, also when newer lanes were told of before it', () => {
  const turns = createTurns();
  for (const key of ['new1', 'new2', 'old2']) turns.add(lane('a', key));
  turns.addFirst([lane('a', 'old1'), lane('a', 'old2'), lane('b', 'b1')]);
  expect(turns.size).toBe(5);
  expect(drained(turns)).toEqual(['old1', 'b1', 'old2', 'new1', 'new2']);
  expect(turns.size).toBe(0);
});

test('a company whose places are taken waits, the others go on', () => {
  const turns = createTurns();
  turns.addFirst([lane('a', 'a1'), lane('b', 'b1')]);
  expect(turns.next((companyId) => companyId !== 'a')).toEqual(lane('b', 'b1'));
  expect(turns.next(() => false)).toBeNull();
  expect(turns.size).toBe(1);
});
