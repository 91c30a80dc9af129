import { expect, test } from 'vitest';
import { syncWords } from './syncWords.ts';

test.each([
  ['live with all sent', { kind: 'live' }, 0, 'live', 'good'],
  ['live with changes on their way', { kind: 'live' }, 2, 'sending', 'accent'],
  ['a first sync that knows how much is left', { kind: 'syncing', remaining: 1200 }, 0, 'syncing', 'accent'],
  ['catching up without a number', { kind: 'syncing', remaining: null }, 0, 'catchingUp', 'accent'],
  ['offline', { kind: 'offline', since: 0 }, 0, 'offline', 'warn'],
  ['offline with changes kept', { kind: 'offline', since: 0 }, 3, 'offlineWaiting', 'warn'],
  [
    'a console that is too old',
    { kind: 'attention', problem: { code: 'replica.clientTooOld', needed: 2, found: 1 } },
    3,
    'attention',
    'bad',
  ],
] as const)('%s is told as such', (_name, state, pending, key, tone) => {
  expect(syncWords(state, pending)).toEqual({ key, tone });
});
