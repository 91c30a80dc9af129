/** Queues, tickets and figures as other programs use them: every path once, in the order of a ticket's life. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type TestDatabase, type TestServer, testDatabase, testServer, testUser } from '../testing/index.ts';
import { testQueue } from './testQueue.ts';

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

const queues = '/central-atendimento/filas/';
const ticket = (id: string, act = '') => `/central-atendimento/atendimentos/${id}/${act}`;
const analytics = '/central-atendimento/analytics/';

async function desk() {
  const queue = await testQueue(database, { attendants: 1, distribution: 'manual' });
  const email = `${crypto.randomUUID()}@queues.example`;
  const adminId = await testUser(database, queue.companyId, { email, role: 'admin' });
  const headers = { authorization: `Bearer ${await server.signIn(email)}` };
  const call = async (method: 'GET' | 'POST' | 'PATCH' | 'DELETE', url: string, payload?: object) => {
    const answer = await server.app.inject({ method, url, headers, ...(payload ? { payload } : {}) });
    return { status: answer.statusCode, ...answer.json() };
  };
  return { ...queue, adminId, call };
}

test('a queue is made as the installation has it, changed, and taken away; people who pull are given up on only if set', async () => {
  const { call } = await desk();
  const { id } = await call('POST', queues, { name: 'Fila da interface' });
  expect(await call('GET', `${queues}${id}/`)).toMatchObject({
    simultaneousLimit: server.config.queues.usual.simultaneousLimit,
    abandonedAfterSeconds: server.config.queues.usual.abandonedAfterSeconds,
  });
  await call('PATCH', `${queues}${id}/`, { distribution: 'manual' });
  expect(await call('GET', `${queues}${id}/`)).toMatchObject({ distribution: 'manual', abandonedAfterSeconds: null });
  expect(await call('PATCH', `${queues}${id}/`, { priority: 11 })).toMatchObject({ status: 400 });
  expect((await call('GET', queues)).items.map(({ name }: { name: string }) => name)).toContain('Fila da interface');
  expect(await call('DELETE', `${queues}${id}/`)).toMatchObject({ status: 200 });
  expect(await call('GET', `${queues}${id}/`)).toMatchObject({ status: 404, code: 'record.notFound' });
});

test('a ticket is taken, handed over, finished and rated, and the figures say so', async () => {
  const { call, queueId, adminId, enter } = await desk();
  const member = { userId: adminId, weight: 1, skills: [], supervisor: true };
  await call('PATCH', `${queues}${queueId}/`, { members: [member] });
  const { id: otherId } = await call('POST', queues, { name: 'Outra fila' });
  await enter();
  await enter();
  const { taken } = await call('POST', `${queues}${queueId}/proximo-atendimento/`);
  expect(await call('GET', ticket(taken.ticketId))).toMatchObject({ status: 'in_service', assigneeId: adminId });
  const { items } = await call('GET', `${queues}${queueId}/atendimentos/?status=waiting`);
  const [second] = items;
  expect(items).toHaveLength(1);
  expect(await call('POST', ticket(second.id, 'assumir/'))).toMatchObject({ status: 'in_service' });
  expect(await call('POST', ticket(second.id, 'transferir/'), { queueId: otherId })).toMatchObject({
    status: 'transferred',
  });
  expect(await call('POST', ticket(taken.ticketId, 'finalizar/'), { reason: 'ok' })).toMatchObject({
    status: 'finished',
    closingReason: 'ok',
  });
  expect(await call('POST', ticket(taken.ticketId, 'finalizar/'))).toMatchObject({ code: 'ticket.impossibleMove' });
  expect(await call('POST', ticket(taken.ticketId, 'avaliar/'), { rating: 5 })).toMatchObject({ rating: 5 });
  expect(await call('POST', ticket(taken.ticketId, 'avaliar/'), { rating: 1 })).toMatchObject({
    code: 'ticket.notRatable',
  });

  expect((await call('GET', `${analytics}metricas/tempo-real/`)).queues).toHaveLength(2);
  for (const [path, entered] of [
    [`${analytics}metricas/`, 3],
    [`${analytics}relatorio/diario/`, 3],
    [`${analytics}relatorio/semanal/`, 3],
    [`${analytics}atendente/${adminId}/performance/`, 2],
    [`${analytics}fila/${queueId}/metricas/`, 2],
    [`${queues}${otherId}/metricas/`, 1],
  ] as const) {
    expect((await call('GET', path)).total?.figures.entered, path).toBe(entered);
  }
});
