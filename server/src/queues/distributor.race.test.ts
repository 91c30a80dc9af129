/** Several servers on one database give tickets at once: none twice, none past a limit, and fairly. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { signIn } from '../db/database.ts';
import { quiet, type TestDatabase, testDatabase, until } from '../testing/index.ts';
import { startDistributor } from './distributor.ts';
import { testQueue } from './testQueue.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase();
  // A witness in the database itself: whoever passes a limit is told at the moment of doing so.
  await database.asOwner(`
    create table limit_passed (user_id uuid, active integer);
    create function witness() returns trigger language plpgsql security definer as $$
    declare
      active integer;
    begin
      if new.status = 'in_service' then
        select count(*) into active from ticket where company_id = new.company_id and assignee_id = new.assignee_id and status = 'in_service';
        if active > 3 and (select simultaneous_limit from queue where company_id = new.company_id and id = new.queue_id) = 3 then insert into limit_passed values (new.assignee_id, active); end if;
      end if;
      return null;
    end $$;
    create trigger witness after update on ticket for each row execute function witness();
  `);
});
afterAll(() => database.close());

const inService = async (queue: Awaited<ReturnType<typeof testQueue>>) =>
  (await queue.tickets()).filter(({ status }) => status === 'in_service');

/** Several servers that give tickets; they end with the test, whatever becomes of it. */
function serversOn(count: number) {
  const databases = Array.from({ length: count }, () =>
    signIn({ url: database.url, directUrl: database.url, leave: async () => {} }, quiet, 6),
  );
  const servers = [database, ...databases].map((each) => startDistributor(each, quiet, { sweepSeconds: 0.05 }));
  return {
    async [Symbol.asyncDispose]() {
      await Promise.all(servers.map((server) => server.stop()));
      await Promise.all(databases.map((each) => each.close()));
    },
  };
}

const LIMIT = 3;
const TICKETS = 140;

test('no ticket is given twice, and no limit is passed', async () => {
  await using _servers = serversOn(2);
  const queue = await testQueue(database, { attendants: 7, limit: LIMIT });
  await Promise.all(Array.from({ length: TICKETS }, () => queue.enter()));
  for (let finished = 0; finished < TICKETS; ) {
    const ready = await inService(queue);
    await Promise.all(ready.map(({ conversationId, contactId }) => queue.finish({ id: conversationId, contactId })));
    finished += ready.length;
  }

  const tickets = await queue.tickets();
  expect(tickets.filter(({ status }) => status === 'finished')).toHaveLength(TICKETS);
  expect(await database.asOwner('select * from limit_passed')).toEqual([]);
  const assigned = await database.asOwner<{ n: number }>(
    `select count(*)::int as n from message where company_id = $1 and content -> 'event' ->> 'type' = 'assigned'`,
    [queue.companyId],
  );
  expect(assigned[0]?.n).toBe(TICKETS);
});

test('several servers together are as fair as one: nobody gets two more than another', async () => {
  await using _servers = serversOn(2);
  const queue = await testQueue(database, { attendants: 7, limit: 100 });
  await Promise.all(Array.from({ length: TICKETS }, () => queue.enter()));
  await until(async () => (await inService(queue)).length === TICKETS);
  const tickets = await queue.tickets();
  const counts = queue.userIds.map((userId) => tickets.filter(({ assigneeId }) => assigneeId === userId).length);
  expect([Math.min(...counts), Math.max(...counts)]).toEqual([Math.floor(TICKETS / 7), Math.ceil(TICKETS / 7)]);
});

test('the most urgent goes first, then who has waited longest', async () => {
  const queue = await testQueue(database, { attendants: 1, limit: 1 });
  const [first, second, urgent] = [await queue.enter(), await queue.enter(), await queue.enter()];
  await queue.inside((trx) =>
    trx
      .updateTable('ticket')
      .set({ priority: 9 })
      .where('companyId', '=', queue.companyId)
      .where('conversationId', '=', urgent.id)
      .execute(),
  );
  await using _servers = serversOn(0);
  const order: string[] = [];
  while (order.length < 3) {
    await until(async () => (await inService(queue)).length > 0);
    for (const next of await inService(queue)) {
      order.push(next.conversationId);
      await queue.finish({ id: next.conversationId, contactId: next.contactId });
    }
  }
  expect(order).toEqual([urgent.id, first.id, second.id]);
});
