import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { inBeats } from './beats.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test('the first passes at once, what follows closely passes together and in order, and after a pause the next at once', () => {
  const passed: string[] = [];
  const beats = inBeats<string>((value) => passed.push(value));
  beats.give('a');
  expect(passed).toEqual(['a']);
  beats.give('b');
  beats.give('c');
  expect(passed).toEqual(['a']);
  vi.runOnlyPendingTimers();
  expect(passed).toEqual(['a', 'b', 'c']);
  vi.runAllTimers();
  beats.give('d');
  expect(passed).toEqual(['a', 'b', 'c', 'd']);
});

test('what is given while a beat passes waits for the next one', () => {
  const passed: number[] = [];
  const beats = inBeats<number>((value) => {
    passed.push(value);
    if (value < 3) beats.give(value + 1);
  });
  beats.give(1);
  expect(passed).toEqual([1]);
  vi.runAllTimers();
  expect(passed).toEqual([1, 2, 3]);
});

test('what waits when it is stopped is dropped', () => {
  const passed: string[] = [];
  const beats = inBeats<string>((value) => passed.push(value));
  beats.give('a');
  beats.give('b');
  beats.stop();
  vi.runAllTimers();
  expect(passed).toEqual(['a']);
});
