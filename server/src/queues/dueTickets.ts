import { sql } from 'kysely';
import { type Database, inCompany, type Log } from '../db/index.ts';
import { tellPromises } from '../tickets/index.ts';
import { lockTicket } from './lockTicket.ts';

type Due = { companyId: string; ticketId: string; kind: string };

/** Tickets whose time has come: a promise to warn of. One that fails is looked at again by the next sweep. */
export async function seeToDueTickets(database: Database, log: Log, at: Date): Promise<void> {
  const { rows } = await sql<Due>`select * from tickets_due()`.execute(database.kysely);
  for (const { companyId, ticketId, kind } of rows) {
    if (kind !== 'sla') continue;
    try {
      await inCompany(database, companyId, async (trx) => {
        const locked = await lockTicket(trx, companyId, ticketId);
        if (locked) await tellPromises(trx, companyId, locked.ticket, at);
      });
    } catch (error) {
      log.warn({ err: error, ticket: ticketId }, 'what is due of a ticket failed; the next sweep tries again');
    }
  }
}
