/**
 * The one way to a company's rows: a transaction that named its company, in which row-level security shows that
 * company's rows and no others. A query outside it finds no company set, and PostgreSQL refuses it.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { type Kysely, sql, type Transaction } from 'kysely';
import type { Database } from './database.ts';
import { isConflict, isConnectionLost } from './failures.ts';
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

const MOST_CONFLICTS = 3;
/** A restart of the database takes a second or two. Lower: it fails requests. Higher: they hang when it stays away. */
const WAIT_FOR_DATABASE_MS = 10_000;
const LOOK_AGAIN_MS = 100;

/**
 * Runs `work` in one transaction of `companyId`, and commits it. Row-level security sees to the company; queries name
 * it nevertheless, because the planner knows it then (foundations.md, 4).
 *
 * `work` may run several times, after deadlocks and after the database was away: effects outside the database belong
 * into `afterCommit`. Only where the connection broke during the commit itself does nobody know, and that is thrown.
 */
export async function inCompany<Result>(
  database: Database,
  companyId: string,
  work: (trx: Trx) => Promise<Result>,
  { readOnly = false }: InCompanyOptions = {},
): Promise<Result> {
  const waitUntil = Date.now() + WAIT_FOR_DATABASE_MS;
  for (let conflicts = 0; ; ) {
    const attempt: Attempt = { afterCommit: [], maybeCommitted: false };
    let result: Result;
    try {
      result = await attemptOnce(database, companyId, work, readOnly, attempt);
    } catch (error) {
      if (isConflict(error) && conflicts < MOST_CONFLICTS) {
        conflicts += 1;
        await sleep(Math.random() * 10 * 2 ** conflicts); // apart from each other, or the two would collide again
      } else if (isConnectionLost(error) && !attempt.maybeCommitted && Date.now() < waitUntil) {
        await sleep(LOOK_AGAIN_MS);
      } else {
        throw error;
      }
      continue;
    }
    if (!readOnly) database.events.emit('commit');
    for (const run of attempt.afterCommit) run();
    return result;
  }
}

type Attempt = { afterCommit: (() => void)[]; maybeCommitted: boolean };

function attemptOnce<Result>(
  database: Database,
  companyId: string,
  work: (trx: Trx) => Promise<Result>,
  readOnly: boolean,
  attempt: Attempt,
): Promise<Result> {
  return companyTables(database)
    .transaction()
    .setAccessMode(readOnly ? 'read only' : 'read write')
    .execute(async (trx) => {
      await sql`select set_config('app.company_id', ${companyId}, true)`.execute(trx);
      surroundings.set(trx, { database, afterCommit: attempt.afterCommit });
      const result = await work(trx);
      attempt.maybeCommitted = true; // the commit is sent next
      return result;
    });
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
