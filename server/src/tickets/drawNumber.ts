import { sql } from 'kysely';
import type { Trx } from '../db/index.ts';

/**
 * The company's next number of a day, from 1. Nobody waits for another's transaction; a number is lost with its own
 * (docs/decisions/0248).
 *
 * @param day in the company's zone, as '2026-11-21'.
 */
export async function drawNumber(trx: Trx, companyId: string, day: string): Promise<number> {
  const [number] = await drawNumbers(trx, companyId, [day]);
  if (number === undefined) throw new Error('no number was drawn');
  return number;
}

/** A number for each of `days`, in their order. */
export async function drawNumbers(trx: Trx, companyId: string, days: readonly string[]): Promise<number[]> {
  const { rows } = await sql<{ number: number }>`
    select draw_ticket_number(${companyId}, day)::integer as number from unnest(${days}::text[]) as day
  `.execute(trx);
  return rows.map(({ number }) => number);
}
