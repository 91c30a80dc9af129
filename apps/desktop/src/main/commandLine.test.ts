import { expect, test } from 'vitest';
import { readCommandLine } from './commandLine.ts';

test('the server of this run is read from its switch, reduced to its origin', () => {
  expect(readCommandLine(['balcao', '.', '--server=http://localhost:8080/x?y'])).toEqual({
    server: 'http://localhost:8080',
    hidden: false,
    profile: null,
  });
});

test.each(['--server=', '--server=file:///etc/passwd', '--server=https://a:b@example.com', '--server=nonsense'])(
  '%s is as good as not said',
  (argument) => expect(readCommandLine([argument]).server).toBeNull(),
);

test('a start at login is hidden', () => {
  expect(readCommandLine(['balcao', '--hidden']).hidden).toBe(true);
});
