import { expect, test } from 'vitest';
import { troubleIn } from './channelTrouble.ts';

test.each([
  ['190: Error validating access token', 'credentials'],
  ['messenger.190: expired', 'credentials'],
  ['131031: The account has been restricted', 'locked'],
  ['131042: There is a payment problem.', 'payment'],
  ['131000: Something went wrong', 'platform'],
  ['connection.ECONNREFUSED: fetch failed', 'connection'],
  ['http.502: ', 'connection'],
  ['something new', 'other'],
  ['', 'other'],
] as const)('a channel in error for "%s" is put in words of its own', (reason, trouble) => {
  expect(troubleIn(reason)).toEqual({ trouble, detail: reason });
});
