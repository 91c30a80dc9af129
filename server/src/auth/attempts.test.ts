import { expect, test } from 'vitest';
import { createAttempts, FAILURES_PER_ACCOUNT, FAILURES_PER_ADDRESS } from './attempts.ts';

const MINUTE_MS = 60_000;

test('an account that was guessed at too often waits until its oldest failure is 15 minutes old', () => {
  const attempts = createAttempts();
  for (let at = 0; at < FAILURES_PER_ACCOUNT; at += 1) {
    expect(attempts.begin('ana@example.com', `10.0.0.${at}`, at * MINUTE_MS)).toBeNull();
  }
  expect(attempts.begin('ANA@example.com', '10.0.1.1', 10 * MINUTE_MS)).toBe(5 * 60);
  expect(attempts.begin('ana@example.com', '10.0.1.1', 15 * MINUTE_MS)).toBeNull();
});

test('an address that tries many accounts is stopped although no account is', () => {
  const attempts = createAttempts();
  for (let at = 0; at < FAILURES_PER_ADDRESS; at += 1) {
    expect(attempts.begin(`person${at}@example.com`, '10.0.0.1', 0)).toBeNull();
  }
  expect(attempts.begin('another@example.com', '10.0.0.1', 0)).toBe(15 * 60);
  expect(attempts.begin('another@example.com', '10.0.0.2', 0)).toBeNull();
});

test('signing in forgets what the account did wrong before, and costs the address nothing', () => {
  const attempts = createAttempts();
  for (let day = 0; day < FAILURES_PER_ADDRESS * 2; day += 1) {
    expect(attempts.begin('ana@example.com', '10.0.0.1', 0)).toBeNull();
    attempts.forget('ana@example.com', '10.0.0.1');
  }
});
