import fc from 'fast-check';
import { expect, test } from 'vitest';
import { wallIn } from '../time/zones.ts';
import { dueState, LATE_GRACE_MS, laterChoices, timeFault } from './scheduled.ts';

const now = Date.parse('2026-11-21T18:00:00Z'); // a Saturday

test('a time that has just passed is taken, one long past or a year away is not', () => {
  expect([now, now - LATE_GRACE_MS, now + 1].map((at) => timeFault(at, now))).toEqual([null, null, null]);
  expect(timeFault(now - LATE_GRACE_MS - 1, now)).toBe('past');
  expect(timeFault(now + 367 * 24 * 3_600_000, now)).toBe('tooFar');
});

test('what comes late is sent for half an hour, and then waits for a person', () => {
  const due = [1, 0, -LATE_GRACE_MS, -LATE_GRACE_MS - 1].map((ms) => dueState(now + ms, now));
  expect(due).toEqual(['early', 'due', 'due', 'overdue']);
});

const offered = (zone: string, at = now) =>
  laterChoices(at, zone).map((choice) => [choice.kind, wallIn(zone, choice.at)]);

test('hours are offered of the contact’s day', () => {
  expect(offered('America/Sao_Paulo')).toEqual([
    ['inAnHour', '2026-11-21T16:00'],
    ['tomorrow', '2026-11-22T09:00'],
    ['monday', '2026-11-23T09:00'],
  ]);
  // There it is half past three in the morning of a Sunday: "tomorrow" is their Monday, and said once.
  expect(offered('Asia/Tokyo', Date.parse('2026-11-21T18:30:00Z'))).toEqual([
    ['inAnHour', '2026-11-22T04:30'],
    ['thisAfternoon', '2026-11-22T14:00'],
    ['tomorrow', '2026-11-23T09:00'],
  ]);
});

test('whatever the hour and the zone, something is offered, and all of it is to come and each once', () => {
  const zones = fc.constantFrom('America/Sao_Paulo', 'Pacific/Apia', 'Asia/Kathmandu', 'America/New_York');
  fc.assert(
    fc.property(fc.integer({ min: now, max: now + 400 * 24 * 3_600_000 }), zones, (at, zone) => {
      const times = laterChoices(at, zone).map((choice) => choice.at);
      expect(times.length).toBeGreaterThan(0);
      expect(new Set(times).size).toBe(times.length);
      expect(times.every((time) => time > at)).toBe(true);
    }),
  );
});
