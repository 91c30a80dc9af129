/**
 * Migrations: `server/migrations/NNNN_word.sql`, forward only, each in a transaction of its own, in the order of their
 * numbers, under a lock that lets any number of processes start at once.
 *
 * A file that was applied never changes: its checksum is kept, and a difference stops the start, because nobody could
 * say any more what the tables look like. A database that is ahead of the code is fine (an older process beside a newer
 * one, PLAT-15).
 */
import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type pg from 'pg';
import type { Log } from './log.ts';

export const MIGRATIONS_FOLDER = join(import.meta.dirname, '../../migrations');

/** Any number, as long as nobody else's advisory lock in this database bears it. */
const LOCK = 7_026_001;

type Migration = { number: number; name: string; sql: string; checksum: string };

/**
 * Brings the database to the state of `folder`.
 * @returns the names of the migrations it applied, in order.
 */
export async function migrate(owner: pg.Client, folder: string, log: Log): Promise<string[]> {
  const migrations = await readMigrations(folder);
  // Where the owner is no superuser (a managed PostgreSQL), it may hand functions to the roles that it makes.
  await owner.query(`set createrole_self_grant = 'set, inherit'`);
  await owner.query('select pg_advisory_lock($1)', [LOCK]);
  try {
    await owner.query(`create table if not exists migration (
      number integer not null, name text not null, checksum text not null, applied_at timestamptz not null default now(),
      constraint migration_key primary key (number))`);
    const { rows } = await owner.query<Pick<Migration, 'number' | 'checksum' | 'name'>>('select * from migration');
    const applied = new Map(rows.map((row) => [row.number, row]));
    const pending: Migration[] = [];
    for (const migration of migrations) {
      const before = applied.get(migration.number);
      if (before === undefined) pending.push(migration);
      else if (before.checksum !== migration.checksum) throw new Error(changedAfterwards(migration.name));
    }
    for (const migration of pending) {
      const startedAt = performance.now();
      await apply(owner, migration);
      log.info({ migration: migration.name, ms: Math.round(performance.now() - startedAt) }, 'migration applied');
    }
    return pending.map(({ name }) => name);
  } finally {
    await owner.query('select pg_advisory_unlock($1)', [LOCK]);
  }
}

async function apply(owner: pg.Client, { number, name, sql, checksum }: Migration): Promise<void> {
  await owner.query('begin');
  try {
    await owner.query(sql);
    await owner.query('insert into migration (number, name, checksum) values ($1, $2, $3)', [number, name, checksum]);
    await owner.query('commit');
  } catch (cause) {
    await owner.query('rollback');
    throw new Error(`Migration ${name}${lineOf(cause, sql)} failed and was rolled back; those before it stay.`, {
      cause,
    });
  }
}

/** PostgreSQL names the character; people look for lines. */
function lineOf(cause: unknown, sql: string): string {
  const position = cause instanceof Error && 'position' in cause ? Number(cause.position) : Number.NaN;
  return Number.isNaN(position) ? '' : `, line ${sql.slice(0, position).split('\n').length},`;
}

async function readMigrations(folder: string): Promise<Migration[]> {
  const names = (await readdir(folder)).filter((name) => name.endsWith('.sql')).sort();
  const migrations = await Promise.all(
    names.map(async (name) => {
      const number = Number(/^(\d{4})_\w+\.sql$/.exec(name)?.[1]);
      if (Number.isNaN(number)) throw new Error(`Migration ${name} is not named NNNN_word.sql`);
      const sql = await readFile(join(folder, name), 'utf8');
      return { number, name, sql, checksum: createHash('sha256').update(sql).digest('hex') };
    }),
  );
  for (const [index, { number, name }] of migrations.entries()) {
    if (number === migrations[index + 1]?.number) throw new Error(`Two migrations have the number of ${name}`);
  }
  return migrations;
}

const changedAfterwards = (name: string) =>
  `Migration ${name} was changed after it was applied here. Put the file back and write a new migration; on a machine of development, deleting the data folder starts afresh.`;
