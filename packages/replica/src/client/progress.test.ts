import { expect, test } from 'vitest';
import { createProgress } from './progress.ts';
import type { Step } from './steps.ts';

const checkpoint = { epoch: 'e', scope: 's', version: 0, seq: 1, cursor: null, audit: false };
const step = (rows: number, remaining: number | null, more = true): Step => ({
  rows: Array.from({ length: rows }, (_, index) => ({ id: String(index) })),
  gone: [],
  checkpoint,
  more,
  fresh: false,
  remaining,
});

test('one is level when every replica was pulled to its end and has come to rest', () => {
  const progress = createProgress(['users', 'messages'], () => {});
  expect(progress.standing().caughtUp).toBe(false);
  progress.ended('users', progress.mark());
  progress.idle('users');
  progress.ended('messages', progress.mark());
  expect(progress.standing().caughtUp).toBe(false);
  progress.idle('messages');
  expect(progress.standing().caughtUp).toBe(true);
  progress.begin();
  expect(progress.standing().caughtUp).toBe(false);
});

test('a replica that rests before its end was heard of is not level', () => {
  const progress = createProgress(['users'], () => {});
  progress.idle('users');
  expect(progress.standing().caughtUp).toBe(false);
});

test('a pull that began before the server said to pull again is not the end', () => {
  const progress = createProgress(['users'], () => {});
  const early = progress.mark();
  progress.begin();
  progress.ended('users', early);
  progress.idle('users');
  expect(progress.standing().caughtUp).toBe(false);
  progress.ended('users', progress.mark());
  progress.idle('users');
  expect(progress.standing().caughtUp).toBe(true);
});

test('what the server counted once is counted down page by page', () => {
  const progress = createProgress(['messages'], () => {});
  progress.step('messages', step(500, 1_500));
  expect(progress.standing().remaining).toBe(1_500);
  progress.step('messages', step(500, null));
  expect(progress.standing().remaining).toBe(1_000);
  progress.step('messages', step(500, null, false));
  expect(progress.standing().remaining).toBe(0);
});

test('where one replica does not know how much is to come, nobody does', () => {
  const progress = createProgress(['users', 'messages'], () => {});
  progress.step('messages', step(500, 1_500));
  expect(progress.standing().remaining).toBeNull();
});

test('a pull that fails three times in a row is told, and forgotten when one succeeds', () => {
  const progress = createProgress(['messages'], () => {});
  for (const expected of [null, null, { code: 'replica.failing', replica: 'messages' }]) {
    progress.failed('messages');
    expect(progress.standing().failing).toEqual(expected);
  }
  progress.step('messages', step(1, 0, false));
  expect(progress.standing().failing).toBeNull();
});

test('a full disk is told until every row is written, and any other trouble of the disk as well', () => {
  const progress = createProgress(['messages', 'marks'], () => {});
  const full = new DOMException('the disk is full', 'QuotaExceededError');
  progress.disk({ replica: 'messages', error: full });
  progress.disk({ replica: 'marks', error: full });
  progress.step('messages', step(1, 0, false));
  progress.disk({ replica: 'messages', error: null });
  expect(progress.standing().failing).toEqual({ code: 'replica.storageFull' });
  progress.disk({ replica: 'marks', error: null });
  expect(progress.standing().failing).toBeNull();
  progress.disk({ replica: 'marks', error: new Error('unreadable') });
  expect(progress.standing().failing).toEqual({ code: 'replica.failing', replica: 'marks' });
});
