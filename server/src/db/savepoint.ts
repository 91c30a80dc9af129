import { sql } from 'kysely';
import type { Trx } from './transaction.ts';

/** What `work` wrote is undone when it throws; the transaction goes on. */
export async function inSavepoint<Result>(trx: Trx, work: () => Promise<Result>): Promise<Result> {
  await sql`savepoint wish`.execute(trx);
  try {
    const result = await work();
    await sql`release savepoint wish`.execute(trx);
    return result;
  } catch (error) {
    await sql`rollback to savepoint wish`.execute(trx);
    throw error;
  }
}
