import { randomUUID } from 'node:crypto';
import { ALL_SCOPES, Refusal } from '@balcao/domain';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Caller } from '../auth/index.ts';
import {
  type TestDatabase,
  type TestServer,
  testCompany,
  testDatabase,
  testServer,
  testUser,
} from '../testing/index.ts';
import { createCallLimits } from './callLimits.ts';

const actor = { companyId: randomUUID(), userId: randomUUID(), role: 'admin' as const, queueIds: [] };
const byKey = (keyId: string): Caller => ({ actor, by: { kind: 'key', keyId, scopes: [] } });
const bySession = (sessionId: string): Caller => ({ actor, by: { kind: 'session', sessionId } });

test('a key waits when it called too often, and only as long as it takes', () => {
  let nowMs = 0;
  const limits = createCallLimits({ key: 3, companysKeys: 100, session: 100 }, () => nowMs);
  for (let call = 0; call < 3; call += 1) limits.admit(byKey('a'));
  expect(() => limits.admit(byKey('a'))).toThrow(Refusal);
  limits.admit(byKey('b'));
  nowMs += 20_000;
  limits.admit(byKey('a'));
});

test('all keys of a company together have a limit of their own, which costs no console anything', () => {
  const limits = createCallLimits({ key: 3, companysKeys: 5, session: 3 }, () => 0);
  for (const key of ['a', 'a', 'b', 'b', 'c']) limits.admit(byKey(key));
  expect(() => limits.admit(byKey('d'))).toThrow('request.tooMany');
  limits.admit(bySession('s'));
});

let database: TestDatabase;
let server: TestServer;
beforeAll(async () => {
  database = await testDatabase();
  server = await testServer({ database, limits: createCallLimits({ key: 2, companysKeys: 100, session: 100 }) });
});
afterAll(async () => {
  await server[Symbol.asyncDispose]();
  await database.close();
});

test('over REST and tRPC alike: 429, a problem document, and Retry-After', async () => {
  const companyId = await testCompany(database);
  await testUser(database, companyId, { email: 'limits@example.com', role: 'admin' });
  const token = await server.signIn('limits@example.com');
  const call = (url: string, bearer: string) =>
    server.app.inject({ url, headers: { authorization: `Bearer ${bearer}` } });
  const made = await server.app.inject({
    method: 'POST',
    url: '/api/auth/keys',
    headers: { authorization: `Bearer ${token}` },
    payload: { name: 'x', scopes: ALL_SCOPES },
  });
  const { key } = made.json();
  for (let time = 0; time < 2; time += 1) expect((await call('/central-atendimento/filas/', key)).statusCode).toBe(200);
  const refused = await call('/central-atendimento/filas/', key);
  expect(refused.statusCode).toBe(429);
  expect(refused.headers['content-type']).toContain('application/problem+json');
  expect(refused.json()).toMatchObject({ code: 'request.tooMany', status: 429 });
  expect(Number(refused.headers['retry-after'])).toBeGreaterThan(0);
  const trpc = await call('/trpc/queues.list?input=%7B%7D', key);
  expect(trpc.statusCode).toBe(429);
  expect(Number(trpc.headers['retry-after'])).toBeGreaterThan(0);
  expect((await call('/central-atendimento/filas/', token)).statusCode).toBe(200);
});

test('CORS stays closed: no other site is told that it may read, on REST, sign-in or a webhook', async () => {
  for (const [method, url] of [
    ['GET', '/central-atendimento/contatos/'],
    ['OPTIONS', '/central-atendimento/contatos/'],
    ['POST', '/api/auth/sign-in'],
    ['OPTIONS', '/api/auth/password/forgotten'],
    ['OPTIONS', '/webhooks/whatsapp/'],
    ['OPTIONS', '/trpc/contacts.list'],
  ] as const) {
    const answer = await server.app.inject({
      method,
      url,
      headers: { origin: 'https://elsewhere.example', 'access-control-request-method': 'POST' },
    });
    expect(answer.headers['access-control-allow-origin'], url).toBeUndefined();
  }
});
