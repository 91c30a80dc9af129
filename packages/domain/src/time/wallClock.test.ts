import { expect, test } from 'vitest';
import { instantOn, localDay, localDayAt, localDays, minutesOf } from './wallClock.ts';

const at = (iso: string) => Date.parse(iso);

test('a usual day is read from its midnight', () => {
  const day = localDay('2026-11-21', 'America/Sao_Paulo');
  expect(day).toMatchObject({ weekday: 5, from: at('2026-11-21T00:00:00-03:00'), to: at('2026-11-22T00:00:00-03:00') });
  expect(instantOn(day, minutesOf('14:30'), 'America/Sao_Paulo')).toBe(at('2026-11-21T14:30:00-03:00'));
});

test('a time that comes twice is the first or the last, as asked', () => {
  const day = localDay('2026-11-01', 'America/New_York');
  expect(instantOn(day, 90, 'America/New_York', 'earlier')).toBe(at('2026-11-01T01:30:00-04:00'));
  expect(instantOn(day, 90, 'America/New_York', 'later')).toBe(at('2026-11-01T01:30:00-05:00'));
  expect(day.to - day.from).toBe(25 * 3_600_000);
});

test('a time that never comes is the moment of the change', () => {
  const day = localDay('2026-03-08', 'America/New_York');
  expect(instantOn(day, 150, 'America/New_York')).toBe(at('2026-03-08T03:00:00-04:00'));
});

test('a day that begins at one o’clock begins then', () => {
  // Brazil's last summer time began at midnight on 4 November 2018.
  const day = localDay('2018-11-04', 'America/Sao_Paulo');
  expect(day.from).toBe(at('2018-11-04T01:00:00-02:00'));
  expect(instantOn(day, minutesOf('09:00'), 'America/Sao_Paulo')).toBe(at('2018-11-04T09:00:00-02:00'));
});

test('Lord Howe moves by half an hour', () => {
  const day = localDay('2026-10-04', 'Australia/Lord_Howe');
  expect(day.to - day.from).toBe(23.5 * 3_600_000);
});

test('days follow each other without a gap, over every change', () => {
  for (const zone of ['America/Santiago', 'Europe/Lisbon', 'Australia/Adelaide', 'America/Mexico_City']) {
    const days = localDays(at('2021-01-01T12:00:00Z'), at('2023-12-31T12:00:00Z'), zone);
    expect(days.length).toBeGreaterThan(1_090);
    for (const [index, day] of days.entries()) {
      const next = days[index + 1];
      if (next) expect(day.to).toBe(next.from);
      expect(localDayAt(day.from, zone).date).toBe(day.date);
    }
  }
});
