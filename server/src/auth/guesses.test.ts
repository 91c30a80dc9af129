import { afterAll, beforeAll, expect, test } from 'vitest';
import { type TestDatabase, testDatabase } from '../testing/index.ts';
import { createGuesses, GUESS_LIMITS, type Guess } from './guesses.ts';

const MINUTE_MS = 60_000;
const secret = new TextEncoder().encode('a secret that only this test knows');
const at = (ms: number) => new Date(Date.UTC(2026, 5, 1) + ms);

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.close());

/** As another process has it. */
const service = () => createGuesses({ database, secret });
const account = (of: string = crypto.randomUUID()): Guess => ({ kind: 'account', of });
const address = (of: string = crypto.randomUUID()): Guess => ({ kind: 'address', of });

test('an account that was guessed at too often waits until its oldest failure is 15 minutes old, in every process', async () => {
  const here = account('ana@example.com');
  for (let guess = 0; guess < GUESS_LIMITS.account; guess += 1) {
    expect(await service().begin([here, address()], at(guess * MINUTE_MS))).toBeNull();
  }
  expect(await service().begin([account(' ANA@example.com'), address()], at(10 * MINUTE_MS))).toBe(5 * 60);
  expect(await service().begin([here, address()], at(15 * MINUTE_MS))).toBeNull();
  expect(await service().begin([here, address()], at(15 * MINUTE_MS))).toBe(60);
});

test('an address that tries many accounts is stopped although no account is', async () => {
  const from = address();
  for (let guess = 0; guess < GUESS_LIMITS.address; guess += 1) {
    expect(await service().begin([account(), from], at(0))).toBeNull();
  }
  expect(await service().begin([account(), from], at(0))).toBe(15 * 60);
  expect(await service().begin([account(), address()], at(0))).toBeNull();
});

test('guesses that come all at once are counted one by one', async () => {
  const here = account();
  const outcomes = await Promise.all(Array.from({ length: 40 }, () => service().begin([here, address()], at(0))));
  expect(outcomes.filter((wait) => wait === null)).toHaveLength(GUESS_LIMITS.account);
});

test('an attempt that is refused counts for nobody', async () => {
  const [locked, fresh] = [account(), address()];
  for (let guess = 0; guess < GUESS_LIMITS.account; guess += 1) await service().begin([locked, address()], at(0));
  for (let guess = 0; guess < GUESS_LIMITS.address + 5; guess += 1) {
    expect(await service().begin([locked, fresh], at(0))).not.toBeNull();
  }
  expect(await service().begin([account(), fresh], at(0))).toBeNull();
});

test('signing in forgets what the account did wrong before, and costs the address nothing', async () => {
  const [here, from] = [account(), address()];
  for (let day = 0; day < GUESS_LIMITS.address + 10; day += 1) {
    expect(await service().begin([here, from], at(0))).toBeNull();
    await service().forgive({ cleared: [here], returned: [from] });
  }
});

test('the table names neither people nor addresses', async () => {
  await service().begin([account('somebody@example.com'), address('203.0.113.9')], at(0));
  const rows = await database.asOwner<{ text: string }>('select g::text as text from sign_in_guess g');
  expect(JSON.stringify(rows)).not.toMatch(/somebody|203\.0\.113/);
});
