/** Clients of three servers race for the same times (BOOK-08): as many are booked as there are, and none twice. */
import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { type TestDatabase, testDatabase } from '../testing/index.ts';
import { SUNDAY, testAgenda } from './testAgenda.ts';

/** RACE_SCALE=10 for a thousand clients and a hundred times. */
const SCALE = Number(process.env.RACE_SCALE ?? 1);
const TIMES = 10 * SCALE;
const CLIENTS = 100 * SCALE;
const SERVERS = 3;

type Outcome = { booked: number; refused: number; withAlternatives: number; failed: string[] };

async function startServers(database: TestDatabase): Promise<ChildProcess[]> {
  const children = Array.from({ length: SERVERS }, () =>
    fork(join(import.meta.dirname, 'booking.race.process.ts'), [database.url]),
  );
  await Promise.all(children.map((child) => once(child, 'message')));
  return children;
}

test('every time is booked once, whichever server is asked, and every loser is offered others', {
  timeout: 60_000,
}, async () => {
  await using database = await testDatabase();
  const { companyId, admin, wish, slot, one, two } = await testAgenda(database);
  const children = await startServers(database);
  // Half of the times need both people, in either order: what deadlocks without an order of locks.
  const wishes = Array.from({ length: CLIENTS }, (_, client) => {
    const time = client % TIMES;
    const who = time % 2 === 0 ? [one] : client % 4 === 1 ? [one, two] : [two, one];
    return wish(slot(time * 2, who));
  });
  const outcomes = await Promise.all(
    children.map(async (child, server): Promise<Outcome> => {
      const answered = once(child, 'message');
      const mine = wishes.filter((_, index) => index % SERVERS === server);
      child.send({ companyId, userId: admin.userId, wishes: mine, atOnce: 8, now: SUNDAY });
      return (await answered)[0];
    }),
  );
  for (const child of children) child.kill('SIGKILL');
  const sum = (of: (outcome: Outcome) => number) => outcomes.map(of).reduce((a, b) => a + b, 0);
  expect(outcomes.flatMap(({ failed }) => failed)).toEqual([]);
  expect({ booked: sum((each) => each.booked), refused: sum((each) => each.refused) }).toEqual({
    booked: TIMES,
    refused: CLIENTS - TIMES,
  });
  expect(sum((each) => each.withAlternatives)).toBe(CLIENTS - TIMES);
  const twice = await database.asOwner(`
    select a.id from occupancy a join occupancy b
      on a.company_id = b.company_id and a.resource_id = b.resource_id and a.id < b.id and a.during && b.during`);
  expect(twice).toEqual([]);
});
