import { emptyRow, newRowId, REPLICAS, recencyOf } from '@balcao/replica';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { push } from '../sync/push.ts';
import { type TestDatabase, testDatabase, testServer, testUser } from '../testing/index.ts';
import { appointmentsReplica, blocksReplica } from './replicas.ts';
import { testAgenda, ZONE } from './testAgenda.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.close());

const START = '2031-11-25T12:00:00-03:00';
const END = '2031-11-25T12:30:00-03:00';

test('over REST a bad time, zone or recurrence is refused by its code, and nothing is written', async () => {
  const { companyId, typeId, one } = await testAgenda(database);
  await testUser(database, companyId, { email: 'bad@example.com' });
  await using server = await testServer({ database });
  const authorization = `Bearer ${await server.signIn('bad@example.com')}`;
  const codeOf = async (path: string, payload: Record<string, unknown>) => {
    const url = `/central-atendimento/agenda/${path}/`;
    const answer = await server.app.inject({ method: 'POST', url, headers: { authorization }, payload });
    expect(answer.statusCode, `${path} ${JSON.stringify(payload)}`).toBeGreaterThanOrEqual(400);
    expect(answer.statusCode).toBeLessThan(500);
    return answer.json<{ code: string }>().code;
  };
  const at = { typeId, start: START, end: END, zone: ZONE, resourceIds: [one] };
  for (const path of ['agendamentos', 'reservas']) {
    expect(await codeOf(path, { ...at, end: START })).toBe('appointment.badTime');
    expect(await codeOf(path, { ...at, start: END, end: START })).toBe('appointment.badTime');
    expect(await codeOf(path, { ...at, start: '2031-02-30T12:00:00-03:00' })).toBe('input.invalid');
    expect(await codeOf(path, { ...at, start: '2031-11-25T25:00:00-03:00' })).toBe('input.invalid');
    // Without an offset it may not exist, or exist twice: which one is meant nobody knows.
    expect(await codeOf(path, { ...at, start: '2031-11-25T12:00:00' })).toBe('input.invalid');
    expect(await codeOf(path, { ...at, zone: 'America/Nowhere' })).toBe('calendar.badZone');
  }
  const block = { start: START, end: END, zone: ZONE };
  expect(await codeOf('bloqueios', { ...block, end: START })).toBe('appointment.badTime');
  expect(await codeOf('bloqueios', { ...block, zone: '' })).toBe('calendar.badZone');
  for (const rrule of [
    'FREQ=DAILY;UNTIL=20310230',
    'FREQ=DAILY;INTERVAL=999999999',
    'FREQ=MONTHLY;BYMONTHDAY=-31;BYDAY=5TU',
  ]) {
    expect(await codeOf('bloqueios', { ...block, rrule })).toBe('calendar.badRecurrence');
  }
  const rule = { resourceId: one, day: { kind: 'weekly', weekday: 0 }, span: null, typeIds: [], capacity: null };
  const turned = { ...rule, validFrom: '2031-12-02', validUntil: '2031-12-01' };
  expect(await codeOf('disponibilidade', turned)).toBe('input.invalid');
  const written = await database.asOwner(
    `select id from appointment where company_id = $1 union all select id from calendar_block where company_id = $1
     union all select id from slot_hold where company_id = $1`,
    [companyId],
  );
  expect(written).toEqual([]);
});

test('pushed by a console the same is refused in a notice that says why', async () => {
  const { companyId, typeId, one, receptionist } = await testAgenda(database);
  const [from, to] = [Date.parse(START), Date.parse(END)];
  const slot = { from, to, zone: ZONE, resourceIds: [one] };
  const appointment = (bad: Partial<typeof slot>) => ({
    ...emptyRow(REPLICAS.appointments, newRowId()),
    typeId,
    title: 'Contato de teste',
    status: 'scheduled' as const,
    slot: { ...slot, ...bad },
    recency: recencyOf(from),
  });
  const block = (bad: { to?: number; zone?: string; rrule?: string }) => ({
    ...emptyRow(REPLICAS.blocks, newRowId()),
    from,
    to,
    zone: ZONE,
    ...bad,
  });
  for (const wish of [appointment({ to: from }), appointment({ to: from - 1 }), appointment({ zone: 'Nowhere' })]) {
    await push(database, receptionist, appointmentsReplica, [{ base: null, wish, deleted: false, name: newRowId() }]);
  }
  for (const wish of [block({ to: from }), block({ zone: 'Nowhere' }), block({ rrule: 'FREQ=DAILY;COUNT=0' })]) {
    await push(database, receptionist, blocksReplica, [{ base: null, wish, deleted: false, name: newRowId() }]);
  }
  const notices = await database.asOwner<{ notice: { problem: { code: string } } }>(
    'select notice from notice where company_id = $1 order by id',
    [companyId],
  );
  expect(notices.map(({ notice }) => notice.problem.code)).toEqual([
    'appointment.badTime',
    'appointment.badTime',
    'calendar.badZone',
    'appointment.badTime',
    'calendar.badZone',
    'calendar.badRecurrence',
  ]);
});
