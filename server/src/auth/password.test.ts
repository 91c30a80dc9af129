import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Lanes, startLanes } from '../jobs/index.ts';
import { mailLane } from '../mail/index.ts';
import {
  quiet,
  TEST_PASSWORD,
  type TestDatabase,
  type TestServer,
  testCompany,
  testDatabase,
  testServer,
  testUser,
  until,
} from '../testing/index.ts';
import { sweepAccess } from './jobs.ts';

let database: TestDatabase;
let server: TestServer;
let lanes: Lanes;
const mails: { to: string; subject: string; text: string }[] = [];

beforeAll(async () => {
  database = await testDatabase();
  server = await testServer({ database });
  const { credentialKeys } = server.config;
  const send = async (mail: { to: string; subject: string; text: string }) => void mails.push(mail);
  lanes = await startLanes({ database, log: quiet, workers: [mailLane({ log: quiet, credentialKeys, send })] });
});
afterAll(async () => {
  await lanes.stop();
  await server[Symbol.asyncDispose]();
  await database.close();
});

let addresses = 0;
function freshAddress(): string {
  addresses += 1;
  return `198.51.${Math.floor(addresses / 250)}.${addresses % 250}`;
}
/** Each from an address of its own, unless a test says which. */
function post(url: string, payload: object, from = freshAddress(), headers: Record<string, string> = {}) {
  return server.app.inject({ method: 'POST', url, payload, headers: { 'x-forwarded-for': from, ...headers } });
}
const forgotten = (email: string, from?: string) => post('/api/auth/password/forgotten', { email }, from);
const set = (token: string, password: string) => post('/api/auth/password/set', { token, password });
const signIn = (email: string, password: string) => post('/api/auth/sign-in', { email, password });
const mailsTo = (email: string) => mails.filter(({ to }) => to === email);
const tokenIn = (text: string) => /#(\S+)/.exec(text)?.[1] ?? '';
const NEXT = 'a password that is new';

async function person() {
  const companyId = await testCompany(database, 'Empresa do link');
  const email = `${crypto.randomUUID()}@reset.example`;
  const userId = await testUser(database, companyId, { email, role: 'admin' });
  return { companyId, email, userId };
}
async function linkFor(email: string): Promise<string> {
  const before = mailsTo(email).length;
  expect((await forgotten(email)).statusCode).toBe(200);
  await until(() => mailsTo(email).length > before);
  return tokenIn(mailsTo(email).at(-1)?.text ?? '');
}

test('a forgotten password: the link sets a new one, once, and ends every session', async () => {
  const { email } = await person();
  const { accessToken, refreshToken } = (await signIn(email, TEST_PASSWORD)).json();
  const token = await linkFor(email);
  expect(mailsTo(email)[0]?.text).toContain('/set-password#');
  expect((await set(token, NEXT)).json()).toEqual({ email });
  const old = await server.app.inject({
    url: '/api/auth/sessions',
    headers: { authorization: `Bearer ${accessToken}` },
  });
  await until(
    async () =>
      old.statusCode === 401 ||
      (await server.app.inject({ url: '/api/auth/sessions', headers: { authorization: `Bearer ${accessToken}` } }))
        .statusCode === 401,
  );
  expect((await post('/api/auth/refresh', { refreshToken })).statusCode).toBe(401);
  expect((await signIn(email, TEST_PASSWORD)).statusCode).toBe(401);
  expect((await signIn(email, NEXT)).statusCode).toBe(200);
  expect((await set(token, 'yet another password')).json()).toMatchObject({ status: 410, code: 'auth.linkOver' });
});

test('whether there is an account is told neither by the answer nor by its time', async () => {
  const { email } = await person();
  const times: number[] = [];
  const answers: string[] = [];
  for (const asked of [email, 'nobody@reset.example']) {
    const startedAt = performance.now();
    const answer = await forgotten(asked);
    times.push(performance.now() - startedAt);
    answers.push(`${answer.statusCode} ${answer.body}`);
  }
  expect(answers[0]).toBe(answers[1]);
  expect(Math.min(...times)).toBeGreaterThan(390);
});

test('a link is over after an hour, when another was asked for, when its person left, and where it is not ours', async () => {
  const over = { status: 410, code: 'auth.linkOver' };
  const { email, userId } = await person();
  const first = await linkFor(email);
  const second = await linkFor(email);
  expect((await set(first, NEXT)).json()).toMatchObject(over);
  await database.asOwner("update password_link set expires_at = now() - interval '1 second' where user_id = $1", [
    userId,
  ]);
  expect((await set(second, NEXT)).json()).toMatchObject(over);
  const third = await linkFor(email);
  await database.asOwner('update user_account set active = false where id = $1', [userId]);
  expect((await set(third, NEXT)).json()).toMatchObject(over);
  for (const wrong of ['', 'x', `${crypto.randomUUID()}.${'x'.repeat(43)}`])
    expect((await set(wrong, NEXT)).json()).toMatchObject(over);
});

test('of two who use one link at once, one sets the password', async () => {
  const { email } = await person();
  const token = await linkFor(email);
  const answers = await Promise.all([set(token, `${NEXT} 1`), set(token, `${NEXT} 2`), set(token, `${NEXT} 3`)]);
  expect(answers.map(({ statusCode }) => statusCode).sort()).toEqual([200, 410, 410]);
});

test('a short password is refused and the link stays good', async () => {
  const { email } = await person();
  const token = await linkFor(email);
  expect((await set(token, 'short')).json()).toMatchObject({ code: 'input.invalid' });
  expect((await set(token, NEXT)).statusCode).toBe(200);
});

test('an account gets so many links and no more, silently; an address that asks for many waits', async () => {
  const { email } = await person();
  for (let ask = 0; ask < 7; ask += 1) expect((await forgotten(email)).statusCode).toBe(200);
  await until(() => mailsTo(email).length === 5);
  for (let ask = 0; ask < 20; ask += 1) await forgotten(`nobody${ask}@reset.example`, '203.0.113.77');
  const refused = await forgotten('nobody@reset.example', '203.0.113.77');
  expect(refused.statusCode).toBe(429);
  expect(Number(refused.headers['retry-after'])).toBeGreaterThan(60);
}, 30_000);

test('guessing locks the account out with the time to wait; a new password by link lets in again', async () => {
  const { email } = await person();
  for (let guess = 0; guess < 10; guess += 1) await signIn(email, 'wrong');
  const locked = await signIn(email, TEST_PASSWORD);
  expect(locked.statusCode).toBe(429);
  expect(locked.json()).toMatchObject({ code: 'auth.tooManyAttempts', retryAfterSeconds: expect.any(Number) });
  expect(Number(locked.headers['retry-after'])).toBeGreaterThan(14 * 60);
  await set(await linkFor(email), NEXT);
  expect((await signIn(email, NEXT)).statusCode).toBe(200);
});

test('the mail at rest holds no link that somebody could read, and nothing once it went out', async () => {
  const { email, companyId } = await person();
  const token = await linkFor(email);
  const rows = () =>
    database.asOwner<{ body: string; state: string }>('select body, state from outgoing_mail where company_id = $1', [
      companyId,
    ]);
  await until(async () => (await rows())[0]?.state === 'sent');
  expect((await rows())[0]?.body).toBe('');
  expect(server.lines.join('\n')).not.toContain(token);
});

test('what is over is swept: sessions, links and guesses, and nothing that holds', async () => {
  const { email, userId } = await person();
  await signIn(email, TEST_PASSWORD);
  await signIn(email, TEST_PASSWORD);
  await database.asOwner(
    "update session set revoked_at = now() - interval '31 days', revoked_for = 'signedOut' where id = (select id from session where user_id = $1 limit 1)",
    [userId],
  );
  await sweepAccess(database);
  expect(await database.asOwner('select 1 from session where user_id = $1', [userId])).toHaveLength(1);
});
