import { expect, test } from 'vitest';
import { hoursException, hoursProblems, isZone, spansProblem } from './hours.ts';

test('spans of a day may touch, in whatever order, and do not overlap', () => {
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
  expect(spansProblem([{ from: '00:00', to: '24:00' }])).toBeNull();
});

test('the last span of a day may end the next day; what begins after it on the same day overlaps', () => {
  const night = { from: '22:00', to: '06:00' };
  expect(spansProblem([night])).toBeNull();
  expect(spansProblem([night, { from: '08:00', to: '22:00' }])).toBeNull();
  expect(spansProblem([{ from: '08:00', to: '08:00' }])).toBeNull();
  expect(spansProblem([night, { from: '23:00', to: '23:30' }])).toBe('overlap');
  expect(spansProblem([night, { from: '08:00', to: '22:01' }])).toBe('overlap');
  expect(spansProblem([night, { from: '23:00', to: '05:00' }])).toBe('overlap');
  expect(spansProblem([night, night])).toBe('overlap');
});

test('a date that does not exist and a zone that nobody knows are told', () => {
  expect(hoursException.safeParse({ date: '2026-02-30', name: 'x', spans: [] }).success).toBe(false);
  expect(hoursException.safeParse({ date: '2026-12-25', name: 'Natal', spans: [] }).success).toBe(true);
  expect([isZone('America/Sao_Paulo'), isZone('Mars/Base'), isZone('')]).toEqual([true, false, false]);
});

test('what cannot stand of hours is told with its place', () => {
  const noon = { from: '08:00', to: '12:00' };
  const week = { '0': [], '1': [noon, noon], '2': [], '3': [], '4': [], '5': [], '6': [] };
  const christmas = { date: '2026-12-25', name: 'Natal', spans: [noon] };
  expect(hoursProblems(null, [christmas])).toEqual([]);
  expect(hoursProblems(week, [christmas, { ...christmas, name: 'Outro' }])).toEqual([
    { path: 'exceptions.2026-12-25', message: 'twice' },
    { path: 'hours.1', message: 'overlap' },
  ]);
});
