/**
 * The one way to a company's rows: a transaction that named its company, in which row-level security shows that
 * company's rows and no others. A query outside it finds no company set, and PostgreSQL refuses it.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { type Kysely, sql, type Transaction } from 'kysely';
import type { Database } from './database.ts';
import type { DB } from './types.generated.ts';

/** A transaction inside a company. It ends when the function that received it returns: never keep it. */
export type Trx = Transaction<DB>;

export type InCompanyOptions = {
  /** Refuses writing, and spares the change feed a look: for pulls and pages. */
  readOnly?: boolean;
};

/** What goes with a transaction while it is open. */
type Surroundings = { database: Database; afterCommit: (() => void)[] };
const surroundings = new WeakMap<Trx, Surroundings>();

/** Serialisation failure and deadlock: the loser may simply do it again. */
const RETRIABLE = new Set(['40001', '40P01']);
const MOST_RETRIES = 3;

/**
 * Runs `work` in one transaction of `companyId`, and commits it. Row-level security sees to the company; queries name
 * it nevertheless, because the planner knows it then (foundations.md, 4).
 *
 * `work` may run up to four times (deadlocks): effects outside the database belong into `afterCommit`.
 */
export async function inCompany<Result>(
  database: Database,
  companyId: string,
  work: (trx: Trx) => Promise<Result>,
  { readOnly = false }: InCompanyOptions = {},
): Promise<Result> {
  for (let attempt = 0; ; attempt += 1) {
    const afterwards: (() => void)[] = [];
    try {
      const result = await companyTables(database)
        .transaction()
        .setAccessMode(readOnly ? 'read only' : 'read write')
        .execute(async (trx) => {
          await sql`select set_config('app.company_id', ${companyId}, true)`.execute(trx);
          surroundings.set(trx, { database, afterCommit: afterwards });
          return work(trx);
        });
      if (!readOnly) database.events.emit('commit');
      for (const run of afterwards) run();
      return result;
    } catch (error) {
      if (attempt >= MOST_RETRIES || !isRetriable(error)) throw error;
      await sleep(Math.random() * 20 * 2 ** attempt); // apart from each other, or the two would collide again
    }
  }
}

/** Calls `run` once the transaction is committed; never when it rolled back. `run` sees to its own errors. */
export function afterCommit(trx: Trx, run: () => void): void {
  around(trx).afterCommit.push(run);
}

/** The database that a transaction belongs to. */
export function databaseOf(trx: Trx): Database {
  return around(trx).database;
}

function around(trx: Trx): Surroundings {
  const found = surroundings.get(trx);
  if (found === undefined) throw new Error('This transaction was not opened by inCompany.');
  return found;
}

/** `Database` shows the tables of no company only; with a company set, the same connections may say more. */
const companyTables = (database: Database) => database.kysely as unknown as Kysely<DB>;

const isRetriable = (error: unknown) =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' && RETRIABLE.has(error.code);
