/** Clients of several servers race for the same times (BOOK-08): as many are booked as there are, and none twice. */
import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { type TestDatabase, testDatabase } from '../testing/index.ts';
import { testUser } from '../testing/testUser.ts';
import { bookAppointment } from './bookAppointment.ts';
import { testAgenda, ZONE } from './testAgenda.ts';

/** RACE_SCALE=10 for a thousand clients and a hundred times. */
const SCALE = Number(process.env.RACE_SCALE ?? 1);
const TIMES = 10 * SCALE;
const CLIENTS = 100 * SCALE;
/** Each is a whole server, and takes two seconds of a processor to start. */
const SERVERS = SCALE > 1 ? 3 : 2;

const door = z.object({ port: z.int(), token: z.string() });
type Server = z.infer<typeof door> & { child: ChildProcess };

const startServers = (database: TestDatabase, email: string): Promise<Server[]> =>
  Promise.all(
    Array.from({ length: SERVERS }, async () => {
      const child = fork(join(import.meta.dirname, 'booking.race.process.ts'), [database.url, email]);
      return { child, ...door.parse((await once(child, 'message'))[0]) };
    }),
  );

async function call(server: Server | undefined, path: string, init: RequestInit = {}) {
  const answer = await fetch(`http://127.0.0.1:${server?.port}/central-atendimento/agenda/${path}`, {
    ...init,
    headers: { authorization: `Bearer ${server?.token}`, 'content-type': 'application/json' },
  });
  return { status: answer.status, body: await answer.json() };
}

const DAY_MS = 86_400_000;
const slots = z.object({ slots: z.array(z.object({ start: z.string(), end: z.string() })) });
async function freeTimes([server]: Server[], typeId: string) {
  const [from, to] = [1, 30].map((days) => new Date(Date.now() + days * DAY_MS).toISOString());
  const { body } = await call(server, `horarios-livres/?typeId=${typeId}&from=${from}&to=${to}`);
  return slots.parse(body).slots;
}

/** Taken when they came; or taken while they stood in line. */
const LOST = ['appointment.notOffered', 'appointment.taken'];
const problem = z.object({ code: z.string(), alternatives: z.array(z.unknown()).default([]) });

test('every time is booked once, whichever server is asked, every loser is offered others, and what is held outlives its server', {
  timeout: 60_000,
}, async () => {
  await using database = await testDatabase();
  const { admin, companyId, inside, typeId, one, two, wish } = await testAgenda(database);
  await testUser(database, companyId, { email: 'race@example.com' });
  const servers = await startServers(database, 'race@example.com');
  const free = await freeTimes(servers, typeId);
  // Every second one, so that there is something left to offer.
  const times = free.filter((_, index) => index % 2 === 0).slice(0, TIMES);
  expect(times).toHaveLength(TIMES);
  // Half of the times need both people, in either order: what deadlocks without an order of locks.
  const answers = await Promise.all(
    Array.from({ length: CLIENTS }, async (_, client) => {
      const time = client % TIMES;
      const resourceIds = time % 2 === 0 ? [one] : client % 4 === 1 ? [one, two] : [two, one];
      const wish = { typeId, ...times[time], zone: ZONE, resourceIds };
      return call(servers[client % SERVERS], 'agendamentos/', { method: 'POST', body: JSON.stringify(wish) });
    }),
  );
  // Held on one of them, which dies before it is booked; another server has the next word.
  const [, left] = free;
  const held = await call(servers[0], 'reservas/', {
    method: 'POST',
    body: JSON.stringify({ typeId, ...left, zone: ZONE, resourceIds: [one] }),
  });
  for (const { child } of servers) child.kill('SIGKILL');
  const { id: holdId } = z.object({ id: z.string() }).parse(held.body);
  const slot = { from: Date.parse(left?.start ?? ''), to: Date.parse(left?.end ?? ''), zone: ZONE, resourceIds: [one] };
  const book = (more: { holdId?: string }) =>
    inside((trx) => bookAppointment(trx, admin, wish(slot, more), { now: new Date() }));
  await expect(book({})).rejects.toMatchObject({ problem: { code: 'appointment.taken' } });
  expect(await book({ holdId })).toMatchObject({ status: 'scheduled' });

  expect(answers.filter(({ status }) => status === 200)).toHaveLength(TIMES);
  const losers = answers.filter(({ status }) => status !== 200).map(({ body }) => problem.parse(body));
  expect(losers.filter(({ alternatives }) => alternatives.length === 3)).toHaveLength(CLIENTS - TIMES);
  expect(losers.filter(({ code }) => !LOST.includes(code))).toEqual([]);
  const twice = await database.asOwner(`
    select a.id from occupancy a join occupancy b
      on a.company_id = b.company_id and a.resource_id = b.resource_id and a.id < b.id and a.during && b.during`);
  expect(twice).toEqual([]);
});
