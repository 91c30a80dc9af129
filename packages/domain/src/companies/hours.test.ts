import { expect, test } from 'vitest';
import { hoursException, isZone, spansProblem } from './hours.ts';

test('spans of a day may touch, in whatever order, and neither overlap nor end before they start', () => {
  expect(spansProblem([])).toBeNull();
  expect(
    spansProblem([
      { from: '13:00', to: '18:00' },
      { from: '08:00', to: '13:00' },
    ]),
  ).toBeNull();
  expect(
    spansProblem([
      { from: '13:00', to: '18:00' },
      { from: '08:00', to: '13:01' },
    ]),
  ).toBe('overlap');
  expect(spansProblem([{ from: '18:00', to: '08:00' }])).toBe('endsBeforeStart');
  expect(spansProblem([{ from: '00:00', to: '24:00' }])).toBeNull();
});

test('a date that does not exist and a zone that nobody knows are told', () => {
  expect(hoursException.safeParse({ date: '2026-02-30', name: 'x', spans: [] }).success).toBe(false);
  expect(hoursException.safeParse({ date: '2026-12-25', name: 'Natal', spans: [] }).success).toBe(true);
  expect([isZone('America/Sao_Paulo'), isZone('Mars/Base'), isZone('')]).toEqual([true, false, false]);
});
