import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { healthOf } from './http/health.ts';
import { withRawBodies } from './http/rawBody.ts';
import {
  TEST_PASSWORD,
  type TestDatabase,
  type TestServer,
  testCompany,
  testDatabase,
  testServer,
  testUser,
} from './testing/index.ts';

let database: TestDatabase;
let server: TestServer;
const folder = mkdtempSync(join(tmpdir(), 'balcao-console-'));

beforeAll(async () => {
  mkdirSync(join(folder, 'assets'));
  writeFileSync(join(folder, 'index.html'), '<title>the console</title>');
  writeFileSync(join(folder, 'sw.js'), 'self');
  writeFileSync(join(folder, 'assets', 'main-3f2a.js'), 'export {}');
  database = await testDatabase();
  server = await testServer({
    database,
    consoleFolder: folder,
    mount: async (app) => {
      app.get('/bug', async () => {
        throw new Error('password is hunter2');
      });
      await app.register(async (scope) => {
        withRawBodies(scope, 100);
        scope.post('/raw', async (request) => ({
          bytes: Buffer.isBuffer(request.body) ? request.body.toString('hex') : null,
        }));
      });
    },
  });
});
afterAll(async () => {
  await server[Symbol.asyncDispose]();
  await database.close();
  rmSync(folder, { recursive: true });
});

async function someone(role: 'admin' | 'attendant' = 'admin') {
  const companyId = await testCompany(database);
  const email = `${crypto.randomUUID()}@example.com`;
  await testUser(database, companyId, { email, role });
  const token = await server.signIn(email);
  return { companyId, email, token, headers: { authorization: `Bearer ${token}` } };
}

test('a request keeps the correlation id that it came with, in the answer and in the log', async () => {
  const answer = await server.app.inject({
    url: '/api/auth/sessions',
    headers: { 'x-correlation-id': 'from-outside-1' },
  });
  expect(answer.headers['x-correlation-id']).toBe('from-outside-1');
  const line = server.lines.map((each) => JSON.parse(each)).find((each) => each.correlation_id === 'from-outside-1');
  expect(line).toMatchObject({ method: 'GET', path: '/api/auth/sessions', status: 401, company: null });
});

test('an id that is not fit for a log line is replaced', async () => {
  const answer = await server.app.inject({ url: '/healthz', headers: { 'x-correlation-id': 'a b\t{"fake":1}' } });
  expect(answer.headers['x-correlation-id']).toMatch(/^[0-9a-f-]{36}$/);
});

test('the log names the company of a signed-in request, and no token', async () => {
  const { companyId, headers, token } = await someone();
  await server.app.inject({ url: '/api/auth/sessions', headers: { ...headers, 'x-correlation-id': 'with-company' } });
  const line = server.lines.find((each) => each.includes('with-company')) ?? '';
  expect(JSON.parse(line)).toMatchObject({ company: companyId, status: 200 });
  expect(server.lines.join('')).not.toContain(token);
});

test('a bug is a problem document with a reference and nothing else; the log has the rest', async () => {
  const answer = await server.app.inject({ url: '/bug' });
  expect(answer.statusCode).toBe(500);
  expect(answer.headers['content-type']).toContain('application/problem+json');
  expect(answer.body).not.toContain('hunter2');
  const { reference } = answer.json<{ reference: string }>();
  expect(reference).toBe(answer.headers['x-correlation-id']);
  expect(server.lines.some((line) => line.includes(reference) && line.includes('request failed'))).toBe(true);
});

test.each([
  ['cut in half', { payload: '{"email": "a', headers: { 'content-type': 'application/json' } }, 400],
  ['too large', { payload: `"${'x'.repeat(1_100_000)}"`, headers: { 'content-type': 'application/json' } }, 413],
  ['of a strange type', { payload: 'x', headers: { 'content-type': 'application/x-strange' } }, 415],
] as const)('a body that is %s is refused in words', async (_what, request, status) => {
  const answer = await server.app.inject({ method: 'POST', url: '/api/auth/sign-in', ...request });
  expect(answer.statusCode).toBe(status);
  expect(answer.json()).toMatchObject({ status, title: expect.any(String), reference: expect.any(String) });
});

test('what the router itself refuses is a problem document too', async () => {
  const answer = await server.app.inject({ url: '/api/%E0%A4%A' });
  expect(answer.statusCode).toBe(400);
  expect(answer.headers['content-type']).toContain('application/problem+json');
});

test('input that does not fit names the field', async () => {
  const answer = await server.app.inject({
    method: 'POST',
    url: '/api/auth/sign-in',
    payload: { email: 'a@example.com' },
  });
  expect(answer.json()).toMatchObject({ status: 400, code: 'input.invalid', issues: [{ path: 'password' }] });
});

test('a raw route gets the bytes as they were sent, up to its limit', async () => {
  const sent = await server.app.inject({
    method: 'POST',
    url: '/raw',
    payload: '{ "a":  1 }',
    headers: { 'content-type': 'application/json' },
  });
  expect(sent.json()).toEqual({ bytes: Buffer.from('{ "a":  1 }').toString('hex') });
  const large = await server.app.inject({
    method: 'POST',
    url: '/raw',
    payload: 'x'.repeat(101),
    headers: { 'content-type': 'text/plain' },
  });
  expect(large.statusCode).toBe(413);
});

test('signing in by REST gives tokens, and guessing is stopped with Retry-After', async () => {
  const { email } = await someone();
  const right = await server.app.inject({
    method: 'POST',
    url: '/api/auth/sign-in/',
    payload: { email, password: TEST_PASSWORD },
  });
  expect(right.statusCode).toBe(200);
  expect(right.json()).toMatchObject({
    accessToken: expect.any(String),
    refreshToken: expect.any(String),
    user: { email },
  });
  const guess = () =>
    server.app.inject({ method: 'POST', url: '/api/auth/sign-in', payload: { email, password: 'no' } });
  for (let at = 0; at < 10; at += 1) expect((await guess()).statusCode).toBe(401);
  const stopped = await guess();
  expect(stopped.statusCode).toBe(429);
  expect(Number(stopped.headers['retry-after'])).toBeGreaterThan(800);
});

test('over tRPC a refusal carries its code and data, and Retry-After where one waits', async () => {
  const call = () =>
    server.app.inject({
      method: 'POST',
      url: '/trpc/auth.signIn',
      payload: { email: 'guessed@example.com', password: 'no' },
    });
  const first = await call();
  expect(first.statusCode).toBe(401);
  expect(first.json()).toMatchObject({
    error: { message: 'auth.wrongCredentials', data: { problem: { code: 'auth.wrongCredentials' } } },
  });
  expect(first.body).not.toContain('stack');
  for (let at = 0; at < 9; at += 1) await call();
  const stopped = await call();
  expect(stopped.statusCode).toBe(429);
  expect(Number(stopped.headers['retry-after'])).toBeGreaterThan(0);
});

test('X-Company-Domain must be the company of the token', async () => {
  const { headers, companyId } = await someone();
  const other = await server.app.inject({
    url: '/api/auth/sessions',
    headers: { ...headers, 'x-company-domain': 'other.example' },
  });
  expect(other.statusCode).toBe(403);
  const own = await server.app.inject({
    url: '/api/auth/sessions',
    headers: { ...headers, 'x-company-domain': `${companyId}.test` },
  });
  expect(own.statusCode).toBe(200);
});

test('a permission that a role lacks is refused by name', async () => {
  const { headers } = await someone('attendant');
  const answer = await server.app.inject({
    method: 'POST',
    url: '/trpc/catalog.createTag',
    headers,
    payload: { name: 'Nova' },
  });
  expect(answer.statusCode).toBe(403);
  expect(answer.json()).toMatchObject({
    error: { data: { problem: { code: 'auth.notPermitted', permission: 'tag.manage' } } },
  });
});

test('only the desktop’s pages may read answers from elsewhere', async () => {
  const ask = (origin: string, url: string) =>
    server.app.inject({ method: 'OPTIONS', url, headers: { origin, 'access-control-request-method': 'POST' } });
  expect((await ask('app://balcao', '/trpc/auth.signIn')).headers['access-control-allow-origin']).toBe('app://balcao');
  expect(
    (await ask('https://evil.example', '/trpc/auth.signIn')).headers['access-control-allow-origin'],
  ).toBeUndefined();
  expect((await ask('app://balcao', '/api/auth/sign-in')).headers['access-control-allow-origin']).toBeUndefined();
});

test('every screen’s address opens the console, which is never kept, while its hashed files always are', async () => {
  const screen = await server.app.inject({ url: '/conversas/123', headers: { accept: 'text/html' } });
  expect(screen.body).toContain('the console');
  expect(screen.headers['cache-control']).toContain('no-store');
  expect(screen.headers['content-security-policy']).toContain("script-src 'self';");
  expect((await server.app.inject({ url: '/sw.js' })).headers['cache-control']).toContain('no-store');
  expect((await server.app.inject({ url: '/assets/main-3f2a.js' })).headers['cache-control']).toContain('immutable');
});

test.each(['/assets/main-old.js', '/api/nothing', '/central-atendimento/nada', '/media/nothing', '/../server.test.ts'])(
  '%s is not found, rather than answered with the console',
  async (url) => {
    const answer = await server.app.inject({ url, headers: { accept: '*/*' } });
    expect(answer.statusCode).toBe(404);
    expect(answer.json()).toMatchObject({ status: 404 });
  },
);

test('the API describes itself in OpenAPI 3.1, with problem documents as its errors', async () => {
  const document = (await server.app.inject({ url: '/api/openapi.json' })).json();
  expect(document.openapi).toBe('3.1.0');
  expect(document.paths['/api/auth/sign-in'].post.responses.default.content).toHaveProperty('application/problem+json');
  expect(
    document.paths['/central-atendimento/filas'].get.parameters.map((each: { name: string }) => each.name),
  ).toEqual(['cursor', 'limit']);
  const page = await server.app.inject({ url: '/api/docs' });
  expect(page.body).toContain('/central-atendimento/filas');
  expect(page.body).not.toContain('<script');
});

test('metrics carry the families of the interface document, read from the database', async () => {
  const { body } = await server.app.inject({ url: '/metrics' });
  for (const family of [
    'secretaria_webhook_received_total',
    'secretaria_task_latency_seconds',
    'secretaria_dead_letter_queue_size 0',
    'balcao_queue_lanes_due 0',
  ]) {
    expect(body).toContain(family);
  }
});

test('health is 503 and names what failed when something does not answer, and counts it', async () => {
  const now = new Date('2026-06-01T12:00:00Z');
  const broken = { name: 'database', ask: async () => Promise.reject(new Error('secret host')) };
  const health = await healthOf(
    [broken, { name: 'eventBus', ask: async () => {} }],
    [
      { name: 'lanes', lastBeatAt: () => new Date(now.getTime() - 31_000) },
      { name: 'jobs', lastBeatAt: () => now },
    ],
    now,
  );
  expect(health).toMatchObject({
    status: 'failing',
    time: '2026-06-01T12:00:00.000Z',
    components: { database: { ok: false }, eventBus: { ok: true } },
    workers: [
      { name: 'lanes', ok: false },
      { name: 'jobs', ok: true },
    ],
  });
  expect(JSON.stringify(health)).not.toContain('secret host');
  expect((await server.app.inject({ url: '/metrics' })).body).toContain(
    'secretaria_healthcheck_failures_total{component="lanes"} 1',
  );
  expect((await server.app.inject({ url: '/healthz' })).statusCode).toBe(200);
});

test('PLAT-15 a server that stops finishes what it is doing', async () => {
  const arrived = Promise.withResolvers<void>();
  await using stopping = await testServer({
    database,
    mount: async (app) => {
      app.get('/slow', async () => {
        arrived.resolve();
        await sleep(300);
        return { done: true };
      });
    },
  });
  const address = await stopping.app.listen({ port: 0, host: '127.0.0.1' });
  const inProgress = fetch(`${address}/slow`);
  await arrived.promise;
  const closed = stopping.app.close();
  expect(await (await inProgress).json()).toEqual({ done: true });
  await closed;
  await expect(fetch(`${address}/slow`)).rejects.toThrow();
});
