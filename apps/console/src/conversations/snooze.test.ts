import { expect, test } from 'vitest';
import { snoozeChoices } from './snooze.ts';

const kinds = (now: Date) => snoozeChoices(now).map((choice) => choice.kind);

test('late in the day, "later today" is not offered', () => {
  expect(kinds(new Date(2026, 10, 18, 10))).toContain('laterToday');
  expect(kinds(new Date(2026, 10, 18, 17))).not.toContain('laterToday');
});

test('on a Sunday, Monday is tomorrow and is offered once', () => {
  expect(kinds(new Date(2026, 10, 22, 10))).toEqual(['laterToday', 'tomorrow', 'nextMessage']);
});

test('on a Monday, Monday means the next one', () => {
  const monday = snoozeChoices(new Date(2026, 10, 23, 10)).find((choice) => choice.kind === 'monday');
  expect(monday?.until).toBe(new Date(2026, 10, 30, 9).getTime());
});

test('a month that ends tomorrow leads into the next one', () => {
  const tomorrow = snoozeChoices(new Date(2026, 10, 30, 10)).find((choice) => choice.kind === 'tomorrow');
  expect(tomorrow?.until).toBe(new Date(2026, 11, 1, 9).getTime());
});
