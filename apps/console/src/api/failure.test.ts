import { TRPCClientError } from '@trpc/client';
import { expect, test } from 'vitest';
import { CallFailed, failureOf, refusedWith } from './failure.ts';

const answered = (data: object) =>
  TRPCClientError.from({ error: { message: 'x', code: -32_600, data: { httpStatus: 409, ...data } } });

test('a refusal keeps its problem and reference', () => {
  const error = answered({ problem: { code: 'auth.wrongCredentials' }, reference: 'r-1' });
  expect(failureOf(error)).toEqual({ kind: 'refused', problem: { code: 'auth.wrongCredentials' }, reference: 'r-1' });
  expect(refusedWith(error)).toBe('auth.wrongCredentials');
});

test('an error of the server without a problem is a bug, told by its reference only', () => {
  expect(failureOf(answered({ problem: null, reference: 'r-2' }))).toEqual({ kind: 'broken', reference: 'r-2' });
});

test('no answer is no fault of the wish', () => {
  expect(failureOf(TRPCClientError.from(new TypeError('fetch failed')))).toEqual({ kind: 'unreachable' });
});

test('a call with a file tells its failure itself', () => {
  const refused = { kind: 'refused', problem: { code: 'auth.wrongCredentials' }, reference: 'r-3' } as const;
  expect(failureOf(new CallFailed(refused))).toEqual(refused);
  expect(refusedWith(new CallFailed(refused))).toBe('auth.wrongCredentials');
});

test('an error of our own code is a bug without reference', () => {
  expect(failureOf(new RangeError('off by one'))).toEqual({ kind: 'broken', reference: null });
});
