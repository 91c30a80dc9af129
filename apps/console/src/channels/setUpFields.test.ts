import { expect, test } from 'vitest';
import { credentialsOf, missingIn, SET_UP_KINDS } from './setUpFields.ts';

const empty = { name: '', externalId: '', credentials: {} };

test('a new channel needs its name, its account and what proves it', () => {
  expect([...missingIn('sms', empty, false)]).toEqual(['name', 'externalId', 'accountSid', 'authToken']);
  expect([...missingIn('webchat', empty, false)]).toEqual(['name', 'origins']);
});

test.each(SET_UP_KINDS)('%s: an existing channel keeps what is left empty', (kind) => {
  expect([...missingIn(kind, { ...empty, name: 'Canal' }, true)]).toEqual([]);
  expect(credentialsOf({ ...empty, credentials: { accessToken: ' ', greeting: ' Oi ' } })).toEqual({ greeting: 'Oi' });
});
