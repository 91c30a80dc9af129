import { startSimulators } from '@balcao/simulators';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { startLanes } from '../jobs/index.ts';
import { mailLane, simulatorTransport } from '../mail/index.ts';
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

const mailList = z.object({ items: z.array(z.object({ subject: z.string(), text: z.string() })) });

let database: TestDatabase;
let server: TestServer;
beforeAll(async () => {
  database = await testDatabase();
  server = await testServer({ database });
});
afterAll(async () => {
  await server[Symbol.asyncDispose]();
  await database.close();
});

async function company() {
  const companyId = await testCompany(database, 'Empresa que convida');
  const email = `${crypto.randomUUID()}@users.example`;
  const adminId = await testUser(database, companyId, { email, role: 'admin' });
  const token = await server.signIn(email);
  const call = (method: 'GET' | 'POST' | 'PATCH' | 'DELETE', url: string, payload?: object, by = token) =>
    server.app.inject({ method, url, headers: { authorization: `Bearer ${by}` }, ...(payload ? { payload } : {}) });
  return { companyId, email, adminId, token, call };
}
const users = '/central-atendimento/usuarios/';

test('somebody invited gets a mail on the page of the simulators, chooses a password, and signs in with the role', async () => {
  await using simulators = await startSimulators({ port: 0 });
  const { credentialKeys } = server.config;
  const lanes = await startLanes({
    database,
    log: quiet,
    workers: [mailLane({ log: quiet, credentialKeys, send: simulatorTransport(simulators.port) })],
  });
  const { call } = await company();
  const email = `${crypto.randomUUID()}@users.example`;
  const { id } = (
    await call('POST', users, { name: 'Pessoa <nova>', email, role: 'attendant', language: 'en' })
  ).json();
  const mailbox = async () =>
    mailList.parse(await (await fetch(`${simulators.url}/_sim/mail/list?to=${email}`)).json()).items;
  await until(async () => (await mailbox()).length === 1);
  const [mail] = await mailbox();
  expect(mail?.subject).toBe('Empresa que convida expects you at Balcão');
  expect(await (await fetch(`${simulators.url}/_sim/mail`)).text()).toContain('Pessoa &lt;nova&gt;');
  const token = /#(\S+)/.exec(mail?.text ?? '')?.[1];
  const password = 'a password of my own';
  expect((await call('POST', '/api/auth/password/set', { token, password })).statusCode).toBe(200);
  const signedIn = await call('POST', '/api/auth/sign-in', { email, password });
  expect(signedIn.json().user).toMatchObject({ id, role: 'attendant', language: 'en' });
  expect((await call('POST', users, { name: 'x', email: email.toUpperCase(), role: 'admin' })).json()).toMatchObject({
    code: 'record.nameTaken',
  });
  await call('POST', `${users}${id}/convidar/`);
  await until(async () => (await mailbox()).length === 2);
  await lanes.stop();
});

test('a role holds from the next seconds on, and whoever may not sign in any more is out at once with their keys', async () => {
  const { companyId, call } = await company();
  const email = `${crypto.randomUUID()}@users.example`;
  const id = await testUser(database, companyId, { email, role: 'admin' });
  const theirs = await server.signIn(email);
  const { key } = (await call('POST', '/api/auth/keys', { name: 'x', scopes: ['queues:read'] }, theirs)).json();
  expect((await call('GET', '/central-atendimento/filas/', undefined, key)).statusCode).toBe(200);
  expect((await call('PATCH', `${users}${id}/`, { active: false })).statusCode).toBe(200);
  await until(
    async () => (await call('GET', '/central-atendimento/filas/', undefined, theirs)).statusCode === 401,
    2_000,
  );
  await until(async () => (await call('GET', '/central-atendimento/filas/', undefined, key)).statusCode === 401, 2_000);
  expect((await call('POST', '/api/auth/sign-in', { email, password: TEST_PASSWORD })).statusCode).toBe(401);
});

test('the last admin can neither leave nor step down, also when two try at once', async () => {
  const { companyId, adminId, call } = await company();
  expect((await call('PATCH', `${users}${adminId}/`, { role: 'attendant' })).json()).toMatchObject({
    code: 'user.lastAdmin',
  });
  expect((await call('PATCH', `${users}${adminId}/`, { active: false })).json()).toMatchObject({
    code: 'user.lastAdmin',
  });
  const other = await testUser(database, companyId, { email: `${crypto.randomUUID()}@users.example`, role: 'admin' });
  const answers = await Promise.all(
    [adminId, other].map((id) => call('PATCH', `${users}${id}/`, { role: 'attendant' })),
  );
  expect(answers.map(({ statusCode }) => statusCode).sort()).not.toEqual([200, 200]);
  const [left] = await database.asOwner<{ count: string }>(
    "select count(*) from user_account where company_id = $1 and role = 'admin' and active",
    [companyId],
  );
  expect(Number(left?.count)).toBe(1);
});

test('devices of a colleague are seen and ended by an admin, and by nobody else', async () => {
  const { companyId, token, call } = await company();
  const email = `${crypto.randomUUID()}@users.example`;
  const userId = await testUser(database, companyId, { email, role: 'attendant' });
  const theirs = await server.signIn(email);
  const devices = (by: string, of: string) => call('GET', `/api/auth/sessions?userId=${of}`, undefined, by);
  const [device] = (await devices(token, userId)).json().items;
  expect(device).toMatchObject({ device: 'test', current: false });
  const me = (await call('GET', users, undefined, theirs))
    .json()
    .items.find((each: { email: string }) => each.email !== email).id;
  expect((await devices(theirs, me)).json()).toMatchObject({ code: 'auth.notPermitted' });
  expect((await call('DELETE', `/api/auth/sessions/${device.id}`)).statusCode).toBe(200);
  await until(async () => (await call('GET', users, undefined, theirs)).statusCode === 401, 2_000);
});
