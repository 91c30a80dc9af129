import { sql } from 'kysely';
import type { Database } from '../db/index.ts';

type Figure = { figure: string; companyId: string | null; label: string | null; value: number };

/** Counts across companies, by the one function that may (0031_operations.sql). */
export async function operationsFigures(database: Database): Promise<Figure[]> {
  return (await sql<Figure>`select * from operations_figures()`.execute(database.kysely)).rows;
}

export async function laneFigures(database: Database): Promise<{ due: number; oldestSeconds: number }> {
  const { due, oldestSeconds } = await database.kysely
    .selectFrom('lane')
    .select([
      sql<number>`count(*)::int`.as('due'),
      sql<number>`coalesce(extract(epoch from now() - min(due_at)), 0)::float8`.as('oldestSeconds'),
    ])
    .whereRef('gen', '>', 'doneGen')
    .where('dueAt', '<=', sql<Date>`now()`)
    .where((eb) => eb.or([eb('leaseUntil', 'is', null), eb('leaseUntil', '<', sql<Date>`now()`)]))
    .executeTakeFirstOrThrow();
  return { due, oldestSeconds };
}
