import { REPLICAS } from '@balcao/replica';
import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  quiet,
  type TestDatabase,
  type TestServer,
  testCompany,
  testDatabase,
  testServer,
  testUser,
} from '../testing/index.ts';
import { connect } from './connection.ts';
import { createHub } from './hub.ts';

let database: TestDatabase;
let server: TestServer;
let closed: { code: number; reason: string }[];
beforeAll(async () => {
  database = await testDatabase();
  server = await testServer({ database });
});
afterAll(async () => {
  await server[Symbol.asyncDispose]();
  await database.close();
});

const definitions = Object.values(REPLICAS);
const versions = Object.fromEntries(definitions.map(({ name, version }) => [name, version]));

function connecting(said: unknown) {
  closed = [];
  const hub = createHub({ database, sources: [], log: quiet });
  const socket = { close: (code: number, reason: string) => void closed.push({ code, reason }) };
  return connect(socket, said, { sessions: server.sessions, hub, definitions, now: Date.now });
}

async function someone() {
  const companyId = await testCompany(database);
  const email = `${companyId}@example.com`;
  const userId = await testUser(database, companyId, { email });
  return { userId, authorization: `Bearer ${await server.signIn(email)}` };
}

test('a console says who it is and which versions it has, and hears how long its token holds', async () => {
  const { userId, authorization } = await someone();
  const connected = await connecting({ authorization, versions });
  expect((await connected.actor()).userId).toBe(userId);
  expect(connected.holdsMs).toBeGreaterThan(60_000);
  connected.end();
});

test('without a token, with a forged one, or with anything else one gets no connection', async () => {
  for (const said of [undefined, {}, { authorization: 'Bearer x.y.z', versions }, { authorization: '', versions }]) {
    await expect(connecting(said)).rejects.toMatchObject({ problem: { code: 'auth.signedOut' } });
  }
});

test('where console and server are of different versions, the older of the two is named', async () => {
  const { authorization } = await someone();
  const problemWith = async (said: Record<string, number>) =>
    connecting({ authorization, versions: said }).then(
      () => null,
      (error: { problem: unknown }) => error.problem,
    );
  expect(await problemWith({ ...versions, messages: -1 })).toEqual({
    code: 'replica.clientTooOld',
    needed: REPLICAS.messages.version,
    found: -1,
  });
  const { users: _unknown, ...fewer } = versions;
  expect(await problemWith(fewer)).toMatchObject({ code: 'replica.clientTooOld', found: -1 });
  expect(await problemWith({ ...versions, messages: 99 })).toMatchObject({ code: 'replica.serverTooOld', found: 99 });
  expect(await problemWith({ ...versions, somethingNew: 0 })).toMatchObject({
    code: 'replica.serverTooOld',
    needed: -1,
  });
});

test('a socket takes another token of the same user, and of nobody else', async () => {
  const [ana, rui] = [await someone(), await someone()];
  const connected = await connecting({ authorization: ana.authorization, versions });
  expect(await connected.renew(ana.authorization)).toBeGreaterThan(60_000);
  await expect(connected.renew(rui.authorization)).rejects.toMatchObject({ problem: { code: 'auth.companyMismatch' } });
  connected.end();
});
