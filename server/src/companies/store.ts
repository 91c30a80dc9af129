import { sql } from 'kysely';
import type { Database } from '../db/index.ts';

/** Whether nobody uses this installation yet: one question across companies, by the function that may (0032_demo.sql). */
export async function installationIsEmpty(database: Database): Promise<boolean> {
  const { rows } = await sql<{ empty: boolean }>`select installation_is_empty() as empty`.execute(database.kysely);
  return rows[0]?.empty ?? false;
}
