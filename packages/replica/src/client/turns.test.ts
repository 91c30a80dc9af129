import { expect, test } from 'vitest';
import { createTurns } from './turns.ts';

test('a few go at once, and of those that wait the most urgent is next', async () => {
  const turns = createTurns(2);
  const order: number[] = [];
  const ends: (() => void)[] = [];
  const work = (rank: number) =>
    turns.take(rank, () => {
      order.push(rank);
      return new Promise<void>((resolve) => ends.push(resolve));
    });
  const all = [5, 4, 3, 1, 2].map(work);
  await Promise.resolve();
  expect(order).toEqual([5, 4]);
  for (let done = 0; done < 5; done += 1) {
    ends[done]?.();
    await new Promise((resolve) => setTimeout(resolve));
  }
  await Promise.all(all);
  expect(order).toEqual([5, 4, 1, 2, 3]);
});

test('a turn that fails is given back', async () => {
  const turns = createTurns(1);
  await expect(turns.take(0, () => Promise.reject(new Error('no')))).rejects.toThrow('no');
  expect(await turns.take(0, async () => 'yes')).toBe('yes');
});
