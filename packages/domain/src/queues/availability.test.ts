import { expect, test } from 'vitest';
import { availabilityOf } from './availability.ts';

const [used, idle] = [{ idle: false }, { idle: true }];

test.each([
  ['online', [], 'offline'],
  ['busy', [], 'offline'],
  ['online', [used], 'online'],
  ['online', [idle], 'away'],
  ['online', [idle, used], 'online'],
  ['busy', [idle], 'busy'],
  ['offline', [used], 'offline'],
] as const)('who chose %s with devices %j is %s', (chosen, devices, is) => {
  expect(availabilityOf(chosen, devices)).toBe(is);
});
