/** A server's share of the race in booking.race.test.ts: books the times it is told, many at once. */
import { Refusal } from '@balcao/domain';
import { z } from 'zod';
import { inCompany, openDatabase } from '../db/index.ts';
import { quiet } from '../testing/quiet.ts';
import { type BookingWish, bookAppointment } from './bookAppointment.ts';

const order = z.object({
  companyId: z.uuid(),
  userId: z.uuid(),
  wishes: z.array(z.custom<BookingWish>()),
  atOnce: z.int(),
  now: z.coerce.date(),
});

const url = process.argv[2] ?? '';
const database = await openDatabase({
  server: { kind: 'external', url, directUrl: url },
  dataDir: '',
  log: quiet,
  poolSize: 8,
});

process.on('message', async (message) => {
  const { companyId, userId, wishes, atOnce, now } = order.parse(message);
  const actor = { companyId, userId, role: 'admin' as const, queueIds: [] };
  const outcome = { booked: 0, refused: 0, withAlternatives: 0, failed: [] as string[] };
  const left = [...wishes];
  const work = async () => {
    for (let wish = left.pop(); wish; wish = left.pop()) {
      const given = wish;
      try {
        await inCompany(database, companyId, (trx) => bookAppointment(trx, actor, given, { now }));
        outcome.booked += 1;
      } catch (error) {
        if (!(error instanceof Refusal) || error.problem.code !== 'appointment.taken')
          outcome.failed.push(String(error));
        else {
          outcome.refused += 1;
          if (error.problem.alternatives.length > 0) outcome.withAlternatives += 1;
        }
      }
    }
  };
  await Promise.all(Array.from({ length: atOnce }, work));
  process.send?.(outcome);
});
process.send?.('ready');
