import { expect, test } from 'vitest';
import { durationWords } from './duration.ts';

test.each([
  [0, '0:00'],
  [9.4, '0:09'],
  [754, '12:34'],
  [3723, '1:02:03'],
])('%d seconds are written %s', (seconds, words) => {
  expect(durationWords(seconds)).toBe(words);
});
