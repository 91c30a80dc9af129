import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import {
  type TestDatabase,
  type TestServer,
  testCompany,
  testDatabase,
  testServer,
  testUser,
  until,
} from '../testing/index.ts';

let database: TestDatabase;
let server: TestServer;
let companyId: string;
let admin: string;
let nowMs = Date.now();

beforeAll(async () => {
  database = await testDatabase();
  server = await testServer({ database, now: () => new Date(nowMs) });
  companyId = await testCompany(database);
  await testUser(database, companyId, { email: 'admin@keys.example', role: 'admin' });
  admin = await server.signIn('admin@keys.example');
});
afterAll(async () => {
  await server[Symbol.asyncDispose]();
  await database.close();
});

type Method = 'GET' | 'POST' | 'DELETE' | 'PATCH';
const call = (token: string, method: Method, url: string, payload?: object) =>
  server.app.inject({ method, url, headers: { authorization: `Bearer ${token}` }, ...(payload ? { payload } : {}) });

async function made(scopes: string[], expiresAt: string | null = null): Promise<{ id: string; key: string }> {
  const answer = await call(admin, 'POST', '/api/auth/keys', { name: 'ERP', scopes, expiresAt });
  expect(answer.statusCode, answer.body).toBe(200);
  return z.object({ id: z.string(), key: z.string() }).parse(answer.json());
}
const listed = async () => (await call(admin, 'GET', '/api/auth/keys')).json().items;

test('a key reads what its scope names, over REST and tRPC, and nothing else', async () => {
  const { key } = await made(['contacts:read']);
  expect((await call(key, 'GET', '/central-atendimento/contatos/')).statusCode).toBe(200);
  expect((await call(key, 'GET', `/trpc/contacts.list?input=${encodeURIComponent('{"limit":5}')}`)).statusCode).toBe(
    200,
  );
  const write = await call(key, 'POST', '/central-atendimento/contatos/', {
    name: 'Contato de teste',
    phone: '+5511987654321',
  });
  expect(write.statusCode).toBe(403);
  expect(write.json()).toMatchObject({ code: 'auth.scopeMissing', scope: 'contacts:write' });
  expect((await call(key, 'GET', '/central-atendimento/conversas/')).json()).toMatchObject({
    scope: 'conversations:read',
  });
});

test('a key that may write creates a contact', async () => {
  const { key } = await made(['contacts:write']);
  const answer = await call(key, 'POST', '/central-atendimento/contatos/', {
    name: 'Contato da chave',
    phone: '+5511987650001',
  });
  expect(answer.statusCode, answer.body).toBe(200);
});

test('what belongs to people is closed to every key: keys, sessions, commands without a path', async () => {
  const { key } = await made(['contacts:read', 'contacts:write', 'company:write']);
  for (const [method, url] of [
    ['GET', '/api/auth/keys'],
    ['GET', '/api/auth/sessions'],
    ['GET', `/trpc/media.link?input=${encodeURIComponent('{}')}`],
  ] as const) {
    expect((await call(key, method, url)).body, url).toContain('auth.peopleOnly');
  }
});

test('a key never does more than the role of whoever made it', async () => {
  const { key } = await made(['channels:read', 'channels:write']);
  expect((await call(key, 'GET', '/central-atendimento/canais/')).statusCode).toBe(200);
  await database.asOwner("update user_account set role = 'attendant' where email = 'admin@keys.example'");
  nowMs += 6_000;
  const refused = await call(key, 'PATCH', '/central-atendimento/canais/01970000-0000-7000-8000-000000000000/', {
    name: 'x',
  });
  await database.asOwner("update user_account set role = 'admin' where email = 'admin@keys.example'");
  nowMs += 6_000;
  expect(refused.json()).toMatchObject({ code: 'auth.notPermitted' });
});

test('its text is shown once: neither the list nor the database has it', async () => {
  const { id, key } = await made(['queues:read']);
  const [item] = (await listed()).filter((each: { id: string }) => each.id === id);
  expect(item).toMatchObject({
    name: 'ERP',
    ending: key.slice(-4),
    scopes: ['queues:read'],
    lastUsedAt: null,
    holds: true,
  });
  const [row] = await database.asOwner<{ text: string }>('select k::text as text from api_key k where id = $1', [id]);
  expect(row?.text).not.toContain(key.slice(-43));
  expect(server.lines.join('\n')).not.toContain(key.slice(-43));
});

test('using a key is noted', async () => {
  const { id, key } = await made(['queues:read']);
  await call(key, 'GET', '/central-atendimento/filas/');
  expect((await listed()).find((each: { id: string }) => each.id === id).lastUsedAt).not.toBeNull();
});

test('a revoked key is refused at once, also where another process had remembered it', async () => {
  const other = await testServer({ database, now: () => new Date(nowMs) });
  const { id, key } = await made(['queues:read']);
  const elsewhere = () =>
    other.app.inject({ url: '/central-atendimento/filas/', headers: { authorization: `Bearer ${key}` } });
  expect((await elsewhere()).statusCode).toBe(200);
  expect((await call(admin, 'DELETE', `/api/auth/keys/${id}`)).statusCode).toBe(200);
  await until(async () => (await elsewhere()).statusCode === 401, 3_000);
  expect((await call(key, 'GET', '/central-atendimento/filas/')).statusCode).toBe(401);
  expect((await call(admin, 'DELETE', `/api/auth/keys/${id}`)).json()).toMatchObject({ code: 'record.notFound' });
  expect((await listed()).some((each: { id: string }) => each.id === id)).toBe(false);
  await other[Symbol.asyncDispose]();
});

test('a key that is over, foreign or cut short is refused, and one that is over before it begins is not made', async () => {
  const { key } = await made(['queues:read'], new Date(nowMs + 60_000).toISOString());
  expect((await call(key, 'GET', '/central-atendimento/filas/')).statusCode).toBe(200);
  nowMs += 61_000;
  expect((await call(key, 'GET', '/central-atendimento/filas/')).statusCode).toBe(401);
  const foreign = key.replace(companyId, crypto.randomUUID());
  for (const wrong of [foreign, key.slice(0, -1), `${key}x`, 'bk_', 'bk_x.y']) {
    expect((await call(wrong, 'GET', '/central-atendimento/filas/')).statusCode, wrong).toBe(401);
  }
  const past = await call(admin, 'POST', '/api/auth/keys', {
    name: 'x',
    scopes: ['queues:read'],
    expiresAt: '2020-01-01T00:00:00Z',
  });
  expect(past.json()).toMatchObject({ code: 'input.invalid' });
});

test('a key ends with whoever made it', async () => {
  const email = 'leaver@keys.example';
  const userId = await testUser(database, companyId, { email, role: 'admin' });
  const token = await server.signIn(email);
  const { key } = (await call(token, 'POST', '/api/auth/keys', { name: 'x', scopes: ['queues:read'] })).json();
  expect((await call(key, 'GET', '/central-atendimento/filas/')).statusCode).toBe(200);
  await database.asOwner('update user_account set active = false where id = $1', [userId]);
  nowMs += 6_000;
  expect((await call(key, 'GET', '/central-atendimento/filas/')).statusCode).toBe(401);
});

test('a key opens no console: it is no session', async () => {
  const { key } = await made(['conversations:read']);
  await expect(server.sessions.authenticate(key)).rejects.toThrow('auth.signedOut');
});
