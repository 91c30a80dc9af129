import { Refusal } from '@balcao/domain';
import fastify, { type FastifyInstance } from 'fastify';
import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  TEST_PASSWORD,
  type TestDatabase,
  type TestServer,
  testCompany,
  testDatabase,
  testServer,
  testUser,
} from '../testing/index.ts';
import { createCallLimits } from './callLimits.ts';
import { contextOf } from './context.ts';
import { answerError } from './errors.ts';
import { idempotently } from './idempotency.ts';

let database: TestDatabase;
let server: TestServer;
let app: FastifyInstance;
let authorization: string;
/** What the work did, call by call; a test says what comes of it. */
let done: string[] = [];
let work: (name: string) => Promise<unknown>;

beforeAll(async () => {
  database = await testDatabase();
  server = await testServer({ database });
  const companyId = await testCompany(database);
  await testUser(database, companyId, { email: 'somebody@example.com' });
  authorization = `Bearer ${await server.signIn('somebody@example.com')}`;
  app = fastify();
  app.decorateRequest('companyId', null).decorateRequest('userId', null);
  app.setErrorHandler(answerError);
  const { config, sessions } = server;
  app.post<{ Body: { name: string } }>('/things', (request, reply) => {
    const context = contextOf(request, { config, database, sessions, log: server.log, limits: createCallLimits() });
    return idempotently({ request, reply, context, operation: 'POST /things' }, () => work(request.body.name));
  });
});
afterAll(async () => {
  await app.close();
  await server[Symbol.asyncDispose]();
  await database.close();
});

const succeeding = async (name: string) => {
  done.push(name);
  return { made: name };
};
function post(name: string, key?: string) {
  return app.inject({
    method: 'POST',
    url: '/things',
    payload: { name },
    headers: { authorization, ...(key ? { 'idempotency-key': key } : {}) },
  });
}

test('the same key gets the same answer, and the work is done once', async () => {
  done = [];
  work = succeeding;
  const first = await post('a', 'key-1');
  const again = await post('a', 'key-1');
  expect(again.json()).toEqual(first.json());
  expect(again.headers['idempotency-replayed']).toBe('true');
  expect(done).toEqual(['a']);
});

test('without a key every call does its work', async () => {
  done = [];
  work = succeeding;
  await post('a');
  await post('a');
  expect(done).toEqual(['a', 'a']);
});

test('a key that comes back with another body is a mistake of the caller', async () => {
  work = succeeding;
  await post('a', 'key-2');
  const other = await post('b', 'key-2');
  expect(other.statusCode).toBe(422);
  expect(other.json()).toMatchObject({ code: 'request.keyReused' });
});

test('of twenty calls at once one does the work, and the others are told to come back', async () => {
  done = [];
  let finish: () => void = () => {};
  const finished = new Promise<void>((resolve) => {
    finish = resolve;
  });
  work = async (name) => {
    done.push(name);
    await finished;
    return { made: name };
  };
  const calls = Array.from({ length: 20 }, () => post('a', 'key-3'));
  const early = await Promise.race(calls);
  expect(early.statusCode).toBe(409);
  expect(early.headers['retry-after']).toBe('1');
  finish();
  const statuses = (await Promise.all(calls)).map(({ statusCode }) => statusCode);
  expect(statuses.filter((status) => status === 200).length).toBeGreaterThanOrEqual(1);
  expect(done).toEqual(['a']);
});

test('a refusal is an answer too', async () => {
  let asked = 0;
  work = async () => {
    asked += 1;
    throw new Refusal({ code: 'message.empty' });
  };
  const first = await post('a', 'key-4');
  const again = await post('a', 'key-4');
  expect([first.statusCode, again.statusCode, asked]).toEqual([400, 400, 1]);
  expect(again.json()).toMatchObject({ code: 'message.empty' });
});

test('after a bug the same key may try again', async () => {
  work = async () => {
    throw new Error('broken for a moment');
  };
  expect((await post('a', 'key-5')).statusCode).toBe(500);
  work = succeeding;
  expect((await post('a', 'key-5')).statusCode).toBe(200);
});

test('a call that was killed on its way is taken over after a minute', async () => {
  done = [];
  work = succeeding;
  await post('a', 'key-6');
  await database.asOwner("update idempotency_key set status = null, answer = null where key = 'key-6'");
  expect((await post('a', 'key-6')).statusCode).toBe(409);
  await database.asOwner("update idempotency_key set started_at = now() - interval '61 seconds' where key = 'key-6'");
  expect((await post('a', 'key-6')).statusCode).toBe(200);
  expect(done).toEqual(['a', 'a']);
});

test('an answer is given again for hours, long after a call would count as killed', async () => {
  done = [];
  work = succeeding;
  await post('a', 'key-8');
  await database.asOwner("update idempotency_key set started_at = now() - interval '23 hours' where key = 'key-8'");
  expect((await post('a', 'key-8')).headers['idempotency-replayed']).toBe('true');
  expect(done).toEqual(['a']);
});

test('keys are each user’s own', async () => {
  work = succeeding;
  await post('mine', 'key-7');
  const companyId = await testCompany(database);
  await testUser(database, companyId, { email: 'another@example.com' });
  const { accessToken } = await server.sessions.signIn({
    email: 'another@example.com',
    password: TEST_PASSWORD,
    company: null,
    device: '',
    address: '',
  });
  const answer = await app.inject({
    method: 'POST',
    url: '/things',
    payload: { name: 'theirs' },
    headers: { authorization: `Bearer ${accessToken}`, 'idempotency-key': 'key-7' },
  });
  expect(answer.json()).toEqual({ made: 'theirs' });
});
