import { Refusal } from '@balcao/domain';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createLog } from '../logging.ts';
import { TEST_PASSWORD, type TestDatabase, testCompany, testDatabase, testUser, until } from '../testing/index.ts';
import { createSessions, SESSION_REVOKED_CHANNEL, type Sessions } from './index.ts';

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;
const secret = new TextEncoder().encode('a secret that only this test knows');

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.close());

/** A service whose clock stands still until it is moved, as another process would run it. */
function service(startMs = Date.UTC(2026, 5, 1, 12)) {
  const lines: string[] = [];
  let nowMs = startMs;
  const sessions = createSessions({
    database,
    secret,
    log: createLog({ destination: { write: (line) => lines.push(line) } }),
    now: () => new Date(nowMs),
  });
  return { sessions, lines, pass: (ms: number) => (nowMs += ms) };
}

async function person(role: 'admin' | 'attendant' = 'attendant') {
  const companyId = await testCompany(database);
  const email = `${crypto.randomUUID()}@example.com`;
  const userId = await testUser(database, companyId, { email, role });
  const wish = { email, password: TEST_PASSWORD, company: null, device: 'test', address: '10.0.0.1' };
  return { companyId, email, userId, wish };
}

async function problemOf(promise: Promise<unknown>) {
  const error = await promise.then(
    () => null,
    (thrown: unknown) => thrown,
  );
  if (error instanceof Refusal) return error.problem;
  throw error ?? new Error('it was not refused');
}
const code = async (promise: Promise<unknown>) => (await problemOf(promise)).code;

test('signing in opens a session that authenticates with role and queues', async () => {
  const { sessions } = service();
  const { wish, userId, companyId } = await person('admin');
  const { accessToken, user } = await sessions.signIn({ ...wish, email: wish.email.toUpperCase() });
  expect(user).toMatchObject({ id: userId, companyId, role: 'admin' });
  expect(await sessions.authenticate(accessToken)).toMatchObject({
    actor: { userId, companyId, role: 'admin', queueIds: [] },
  });
});

test('a wrong password and an unknown address are refused alike', async () => {
  const { sessions } = service();
  const { wish } = await person();
  expect(await problemOf(sessions.signIn({ ...wish, password: 'no' }))).toEqual({ code: 'auth.wrongCredentials' });
  expect(await problemOf(sessions.signIn({ ...wish, email: 'nobody@example.com' }))).toEqual({
    code: 'auth.wrongCredentials',
  });
  expect(await problemOf(sessions.signIn({ ...wish, company: 'other.example' }))).toEqual({
    code: 'auth.wrongCredentials',
  });
});

test('an unknown address is refused in the time of a wrong password', async () => {
  const { sessions } = service();
  const { wish } = await person();
  const durations = { known: Number.POSITIVE_INFINITY, unknown: Number.POSITIVE_INFINITY };
  for (let round = 0; round < 5; round += 1) {
    for (const [kind, email] of [['known', wish.email] as const, ['unknown', `nobody${round}@example.com`] as const]) {
      const startedAt = performance.now();
      await code(sessions.signIn({ ...wish, email, password: 'wrong' }));
      durations[kind] = Math.min(durations[kind], performance.now() - startedAt);
    }
  }
  // The quickest of five: a check takes 20 ms and more, finding nobody takes 1.
  expect(durations.unknown / durations.known).toBeGreaterThan(0.5);
});

test('an address of two companies is asked which, and told only those whose password fits', async () => {
  const { sessions } = service();
  const { wish } = await person();
  const second = await testCompany(database, 'Segunda');
  const third = await testCompany(database, 'Terceira');
  await testUser(database, second, { email: wish.email });
  await testUser(database, third, { email: wish.email });
  await database.asOwner(
    "update user_account set password_hash = '$argon2id$v=19$m=19456,t=2,p=1$AAAAAAAAAAAAAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA' where company_id = $1",
    [third],
  );
  const problem = await problemOf(sessions.signIn(wish));
  if (problem.code !== 'auth.chooseCompany') throw new Error(problem.code);
  expect(problem.companies.map(({ domain }) => domain)).toContain(`${second}.test`);
  expect(problem.companies).toHaveLength(2);
  const { user } = await sessions.signIn({ ...wish, company: `${second}.test` });
  expect(user.companyId).toBe(second);
});

test('somebody who is no longer active cannot sign in, and their session ends', async () => {
  const { sessions, pass } = service();
  const { wish, userId } = await person();
  const { accessToken, refreshToken } = await sessions.signIn(wish);
  await database.asOwner('update user_account set active = false where id = $1', [userId]);
  pass(6_000);
  expect(await code(sessions.authenticate(accessToken))).toBe('auth.signedOut');
  expect(await code(sessions.refresh(refreshToken))).toBe('auth.signedOut');
  expect(await code(sessions.signIn(wish))).toBe('auth.wrongCredentials');
});

test('guessing is stopped, with the time to wait', async () => {
  const { sessions, pass } = service();
  const { wish } = await person();
  for (let guess = 0; guess < 10; guess += 1) await code(sessions.signIn({ ...wish, password: `guess ${guess}` }));
  expect(await problemOf(sessions.signIn(wish))).toEqual({ code: 'auth.tooManyAttempts', retryAfterSeconds: 15 * 60 });
  pass(15 * MINUTE_MS);
  await sessions.signIn(wish);
});

test('an access token is over after ten minutes, and a refresh token brings the next', async () => {
  const { sessions, pass } = service();
  const { wish } = await person();
  const first = await sessions.signIn(wish);
  pass(10 * MINUTE_MS + 1_000);
  expect(await code(sessions.authenticate(first.accessToken))).toBe('auth.signedOut');
  const second = await sessions.refresh(first.refreshToken);
  await sessions.authenticate(second.accessToken);
  expect(second.refreshToken).not.toBe(first.refreshToken);
});

test('a lost answer signs nobody out: the same token is exchanged again, to the same successor', async () => {
  const { sessions } = service();
  const { wish } = await person();
  const { refreshToken } = await sessions.signIn(wish);
  const lost = await sessions.refresh(refreshToken);
  const again = await sessions.refresh(refreshToken);
  expect(again.refreshToken).toBe(lost.refreshToken);
  await sessions.refresh(again.refreshToken);
});

test('two tabs that refresh at once stay signed in, ten times in a row', async () => {
  const { sessions } = service();
  const { wish } = await person();
  let { refreshToken } = await sessions.signIn(wish);
  for (let round = 0; round < 10; round += 1) {
    const [one, other] = await Promise.all([sessions.refresh(refreshToken), sessions.refresh(refreshToken)]);
    expect(one.refreshToken).toBe(other.refreshToken);
    refreshToken = one.refreshToken;
  }
});

test('a token whose successor was used is a copy: the whole session ends, and the log says so', async () => {
  const { sessions, lines } = service();
  const { wish } = await person();
  const first = await sessions.signIn(wish);
  const second = await sessions.refresh(first.refreshToken);
  const third = await sessions.refresh(second.refreshToken);
  expect(await code(sessions.refresh(first.refreshToken))).toBe('auth.signedOut');
  expect(await code(sessions.refresh(third.refreshToken))).toBe('auth.signedOut');
  const other = service();
  expect(await code(other.sessions.authenticate(third.accessToken))).toBe('auth.signedOut');
  expect(lines.map((line) => JSON.parse(line))).toContainEqual(expect.objectContaining({ event: 'auth.tokenReused' }));
});

test('a session that nobody used for a month is over', async () => {
  const { sessions, pass } = service();
  const { wish } = await person();
  const first = await sessions.signIn(wish);
  pass(29 * DAY_MS);
  const second = await sessions.refresh(first.refreshToken);
  pass(31 * DAY_MS);
  expect(await code(sessions.refresh(second.refreshToken))).toBe('auth.signedOut');
});

test('signing out ends the session in every process within a moment, and says so to whoever listens', async () => {
  const here = service();
  const there = service();
  const heard: string[] = [];
  there.sessions.onRevoked((sessionId) => heard.push(sessionId));
  const stop = await listen(there.sessions);
  const { wish } = await person();
  const { accessToken, refreshToken } = await here.sessions.signIn(wish);
  const { sessionId } = await there.sessions.authenticate(accessToken);
  await here.sessions.signOut(refreshToken);
  await until(() => heard.length > 0);
  expect(heard).toEqual([sessionId]);
  expect(await code(there.sessions.authenticate(accessToken))).toBe('auth.signedOut');
  await here.sessions.signOut(refreshToken);
  stop();
});

test.each([
  ['nothing', null],
  ['nonsense', 'nonsense'],
  ['an unsigned token', 'eyJhbGciOiJub25lIn0.eyJzdWIiOiJ4In0.'],
])('%s authenticates nobody', async (_what, token) => {
  expect(await code(service().sessions.authenticate(token))).toBe('auth.signedOut');
});

test('a token of one company under the name of another is refused', async () => {
  const { sessions } = service();
  const { wish, companyId } = await person();
  const { accessToken } = await sessions.signIn(wish);
  expect(await code(sessions.authenticate(accessToken, 'other.example'))).toBe('auth.companyMismatch');
  await sessions.authenticate(accessToken, `${companyId}.test`);
});

test('a token signed with another secret is refused', async () => {
  const { wish } = await person();
  const { accessToken } = await service().sessions.signIn(wish);
  const foreign = createSessions({
    database,
    secret: new TextEncoder().encode('b'.repeat(40)),
    log: createLog({ level: 'silent' }),
    now: () => new Date(Date.UTC(2026, 5, 1, 12)),
  });
  expect(await code(foreign.authenticate(accessToken))).toBe('auth.signedOut');
});

test.each(['', 'x', `${'0'.repeat(36)}.${'a'.repeat(43)}`])(
  'a refresh token that is none is refused: %j',
  async (token) => {
    expect(await code(service().sessions.refresh(token))).toBe('auth.signedOut');
  },
);

function listen(sessions: Sessions) {
  return database.listener.subscribe({
    channel: SESSION_REVOKED_CHANNEL,
    onNotification: sessions.revokedSomewhere,
    onGap: sessions.forgetAll,
  });
}
