import { expect, test } from 'vitest';
import { OFFLINE_AFTER_MS, type Standing, syncStateOf } from './syncState.ts';

const up: Standing = { link: { kind: 'up' }, caughtUp: true, remaining: 0, failing: null };
const since = 1_000;

test('live is said only when the link is up and everything is here', () => {
  expect(syncStateOf(up, since)).toEqual({ kind: 'live' });
  expect(syncStateOf({ ...up, caughtUp: false, remaining: 40 }, since)).toEqual({ kind: 'syncing', remaining: 40 });
});

test('a link that is lost for a moment is nobody’s business; then it is offline, since it was lost', () => {
  const down: Standing = { ...up, link: { kind: 'down', since } };
  expect(syncStateOf(down, since + OFFLINE_AFTER_MS - 1)).toEqual({ kind: 'syncing', remaining: null });
  expect(syncStateOf(down, since + OFFLINE_AFTER_MS)).toEqual({ kind: 'offline', since });
});

test('a first connection on its way is not offline, however long it takes', () => {
  expect(syncStateOf({ ...up, link: { kind: 'connecting' } }, since * 1_000)).toEqual({
    kind: 'syncing',
    remaining: null,
  });
});

test('being turned away and failing again and again need somebody’s attention', () => {
  const problem = { code: 'auth.signedOut' } as const;
  expect(syncStateOf({ ...up, link: { kind: 'refused', problem } }, since)).toEqual({ kind: 'attention', problem });
  const failing = { code: 'replica.failing', replica: 'messages' } as const;
  expect(syncStateOf({ ...up, failing }, since)).toEqual({ kind: 'attention', problem: failing });
  // Without a link, the failures are the link's.
  expect(syncStateOf({ ...up, failing, link: { kind: 'down', since } }, since + OFFLINE_AFTER_MS).kind).toBe('offline');
});
