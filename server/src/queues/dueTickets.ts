/** Tickets whose time has come: a promise to warn of, somebody to give up on, something to say to the contact. */
import { sql } from 'kysely';
import { type Database, inCompany, type Log, type Trx } from '../db/index.ts';
import { tellPromises } from '../tickets/index.ts';
import { lockTicket } from './lockTicket.ts';
import { lineOf, sayPlace } from './sayPlaces.ts';
import { askRating, giveUp, sayHours } from './sayWhatIsDue.ts';

type Due = { companyId: string; ticketId: string; kind: 'sla' | 'abandoned' | 'hours' | 'place' | 'rating' };
type Handler = (trx: Trx, companyId: string, ticketId: string, at: Date) => Promise<void>;

const HANDLERS: Record<Exclude<Due['kind'], 'place'>, Handler> = {
  sla: async (trx, companyId, ticketId, at) => {
    const locked = await lockTicket(trx, companyId, ticketId);
    if (locked) await tellPromises(trx, companyId, locked.ticket, at);
  },
  abandoned: giveUp,
  hours: sayHours,
  rating: askRating,
};

/** Of all companies, for the sweep. One that fails is looked at again by the next. */
export async function seeToDueTickets(database: Database, log: Log, at: Date): Promise<void> {
  const { rows } = await sql<Due>`select * from tickets_due()`.execute(database.kysely);
  for (const due of rows) if (due.kind !== 'place') await seeTo(database, log, { ...due, kind: due.kind }, at);
  await sayPlaces(
    database,
    log,
    rows.filter(({ kind }) => kind === 'place'),
    at,
  );
}

/** Whether a queue has something to say at once. */
export async function hasWords(trx: Trx, companyId: string, queueId: string, at: Date): Promise<boolean> {
  const { rows } = await sql`
    select from ticket
    where company_id = ${companyId} and queue_id = ${queueId} and say in ('hours', 'rating') and say_at <= ${at}
    limit 1`.execute(trx);
  return rows.length > 0;
}

/** What a queue has to say at once, after the commit that brought it about. */
export async function seeToQueue(
  database: Database,
  log: Log,
  { companyId, queueId }: { companyId: string; queueId: string },
  at: Date,
): Promise<void> {
  const { rows } = await inCompany(
    database,
    companyId,
    (trx) =>
      sql<{ ticketId: string; kind: 'hours' | 'rating' }>`
        select id as ticket_id, say as kind from ticket
        where company_id = ${companyId} and queue_id = ${queueId} and say in ('hours', 'rating') and say_at <= ${at}
        order by say_at limit 50`.execute(trx),
    { readOnly: true },
  );
  for (const due of rows) await seeTo(database, log, { companyId, ...due }, at);
}

async function seeTo(
  database: Database,
  log: Log,
  { companyId, ticketId, kind }: { companyId: string; ticketId: string; kind: Exclude<Due['kind'], 'place'> },
  at: Date,
): Promise<void> {
  await attempt(log, ticketId, () =>
    inCompany(database, companyId, (trx) => HANDLERS[kind](trx, companyId, ticketId, at)),
  );
}

/** One pass over each line, however many of it are to be told. */
async function sayPlaces(database: Database, log: Log, due: readonly Due[], at: Date): Promise<void> {
  for (const [companyId, ids] of Map.groupBy(due, (each) => each.companyId)) {
    const tickets = await inCompany(
      database,
      companyId,
      (trx) =>
        trx
          .selectFrom('ticket')
          .select(['id', 'queueId'])
          .where('companyId', '=', companyId)
          .where(
            'id',
            'in',
            ids.map(({ ticketId }) => ticketId),
          )
          .execute(),
      { readOnly: true },
    );
    for (const [queueId, waiting] of Map.groupBy(tickets, (each) => each.queueId)) {
      const waitingIds = waiting.map(({ id }) => id);
      const line = await inCompany(database, companyId, (trx) => lineOf(trx, companyId, queueId, waitingIds, at));
      if (!line) continue;
      for (const id of waitingIds) {
        await attempt(log, id, () => inCompany(database, companyId, (trx) => sayPlace(trx, companyId, id, line, at)));
      }
    }
  }
}

async function attempt(log: Log, ticketId: string, work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    log.warn({ err: error, ticket: ticketId }, 'what is due of a ticket failed; the next sweep tries again');
  }
}
