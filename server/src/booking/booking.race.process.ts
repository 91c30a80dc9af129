/**
 * One of several servers that are raced for the same times: a whole web server on the database that it is given, for
 * booking.race.test.ts; and, for the bench, its share of bookings straight into the use case, or of bare inserts.
 */
import type { AddressInfo } from 'node:net';
import { Refusal } from '@balcao/domain';
import pg from 'pg';
import { z } from 'zod';
import { codeOf, inCompany, openDatabase } from '../db/index.ts';
import { createCallLimits } from '../http/callLimits.ts';
import { quiet } from '../testing/quiet.ts';
import { testServer } from '../testing/testServer.ts';
import { type BookingWish, bookAppointment } from './bookAppointment.ts';

/** As many as a server of the product has of them divided by three: the connections are what races. */
const POOL_SIZE = 8;
const NO_LIMIT = 1_000_000;

const order = z.object({
  kind: z.enum(['book', 'bare']),
  companyId: z.uuid(),
  userId: z.uuid(),
  wishes: z.array(z.custom<BookingWish>()),
  now: z.coerce.date(),
});
type Order = z.infer<typeof order>;
export type RaceOutcome = { booked: number; refused: number; withAlternatives: number; failed: string[] };

const [, , url = '', email = ''] = process.argv;
const database = await openDatabase({
  server: { kind: 'external', url, directUrl: url },
  dataDir: '',
  log: quiet,
  poolSize: POOL_SIZE,
});
const owner = new pg.Pool({ connectionString: url, max: POOL_SIZE });
const server = await testServer({
  database,
  limits: createCallLimits({ key: NO_LIMIT, companysKeys: NO_LIMIT, session: NO_LIMIT }),
});
await server.app.listen({ port: 0, host: '127.0.0.1' });

async function book({ companyId, userId, now }: Order, wish: BookingWish, outcome: RaceOutcome): Promise<void> {
  const actor = { companyId, userId, role: 'admin' as const, queueIds: [] };
  try {
    await inCompany(database, companyId, (trx) => bookAppointment(trx, actor, wish, { now }));
    outcome.booked += 1;
  } catch (error) {
    const problem = error instanceof Refusal ? error.problem : null;
    if (problem?.code !== 'appointment.taken' && problem?.code !== 'appointment.notOffered') {
      outcome.failed.push(String(error));
      return;
    }
    outcome.refused += 1;
    if (problem.alternatives.length > 0) outcome.withAlternatives += 1;
  }
}

const REFUSALS = ['23P01', '40P01'];

/** The same time into a table that has the constraint and nothing else (bench/booking.ts makes it). */
async function insertBare({ companyId }: Order, { slot }: BookingWish, outcome: RaceOutcome): Promise<void> {
  try {
    await owner.query({
      name: 'bare',
      text: `insert into bare (company_id, resource_id, seat, during, appointment_id)
        select $1::uuid, resource, 0, tstzrange($3, $4), gen_random_uuid() from unnest($2::uuid[]) resource order by 1`,
      values: [companyId, slot.resourceIds, new Date(slot.from), new Date(slot.to)],
    });
    outcome.booked += 1;
  } catch (error) {
    // Two that insert at once wait for each other, and one of them is ended.
    if (REFUSALS.includes(codeOf(error))) outcome.refused += 1;
    else outcome.failed.push(String(error));
  }
}

process.on('message', async (message) => {
  const asked = order.parse(message);
  const outcome: RaceOutcome = { booked: 0, refused: 0, withAlternatives: 0, failed: [] };
  const left = asked.wishes.toReversed();
  const work = async () => {
    for (let wish = left.pop(); wish; wish = left.pop()) {
      await (asked.kind === 'bare' ? insertBare : book)(asked, wish, outcome);
    }
  };
  await Promise.all(Array.from({ length: POOL_SIZE }, work));
  process.send?.(outcome);
});
// Whoever started it is gone.
process.once('disconnect', () => process.exit());
const { port } = server.app.server.address() as AddressInfo;
process.send?.({ port, token: await server.signIn(email) });
