import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { testQueue } from '../queues/testQueue.ts';
import { quiet, type TestDatabase, testDatabase, until } from '../testing/index.ts';
import { chooseAvailability } from './chooseAvailability.ts';
import { type Devices, startDevices } from './devices.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.close());

async function oneAttendant() {
  const queue = await testQueue(database, { attendants: 1 });
  const [userId = ''] = queue.userIds;
  const { companyId, inside } = queue;
  await inside((trx) =>
    trx.updateTable('userAccount').set({ availability: 'offline' }).where('companyId', '=', companyId).execute(),
  );
  const shown = async () =>
    (
      await inside((trx) =>
        trx
          .selectFrom('userAccount')
          .select('availability')
          .where('companyId', '=', companyId)
          .where('id', '=', userId)
          .executeTakeFirstOrThrow(),
      )
    ).availability;
  const device = () => ({ companyId, userId, connectionId: randomUUID() });
  return { ...queue, userId, shown, device, becomes: (word: string) => until(async () => (await shown()) === word) };
}

/** One server's view of its consoles; ended with the test. */
function server(options: { graceMs?: number; repeatMs?: number } = {}): Devices & AsyncDisposable {
  const devices = startDevices(database, quiet, { graceMs: 30, ...options });
  return { ...devices, [Symbol.asyncDispose]: () => devices.stop() };
}

test('QUE-03 who comes with one console is online, idle on all of them away, and gone with the last offline', async () => {
  await using devices = server();
  const person = await oneAttendant();
  const [desk, phone] = [person.device(), person.device()];
  devices.here(desk);
  await person.becomes('online');
  devices.here(phone);
  devices.idle(desk, true);
  devices.idle(phone, true);
  await person.becomes('away');
  devices.idle(phone, false);
  await person.becomes('online');
  devices.gone(phone);
  await person.becomes('away');
  devices.gone(desk);
  await person.becomes('offline');
});

test('a console that comes back within the grace was never away', async () => {
  await using devices = server({ graceMs: 10_000 });
  const person = await oneAttendant();
  const before = person.device();
  devices.here(before);
  await person.becomes('online');
  devices.gone(before);
  devices.here(person.device());
  await devices.stop();
  expect(await person.shown()).toBe('online');
});

test('what a killed server left is offline when its word runs out', async () => {
  await using _other = server({ repeatMs: 30 });
  const person = await oneAttendant();
  const killed = server();
  killed.here(person.device());
  await person.becomes('online');
  await killed.stop();
  await database.asOwner(`update device_here set seen_until = now() - interval '1 second' where user_id = $1`, [
    person.userId,
  ]);
  await person.becomes('offline');
});

test('who is busy stays busy over consoles that come and go, and only a supervisor changes it for others', async () => {
  await using devices = server();
  const person = await oneAttendant();
  const { companyId, userId } = person;
  const actor = { companyId, userId, role: 'attendant', queueIds: [] } as const;
  await person.inside((trx) => chooseAvailability(trx, actor, { availability: 'busy' }));
  expect(await person.shown()).toBe('offline');
  devices.here(person.device());
  await person.becomes('busy');
  const other = { ...actor, userId: randomUUID() };
  const wish = { userId, availability: 'online' } as const;
  await expect(person.inside((trx) => chooseAvailability(trx, other, wish))).rejects.toMatchObject({
    problem: { code: 'auth.notPermitted' },
  });
  await person.inside((trx) => chooseAvailability(trx, { ...other, role: 'admin' }, wish));
  expect(await person.shown()).toBe('online');
});
