/**
 * Brakes on guessing (PLAT-03, PLAT-06): a sliding window of failures by account and by address, kept in the database, so
 * that several processes and a restart allow no more than one. A guess is noted before it is checked: many at once gain
 * nothing. Keys are keyed hashes: the table names neither people nor addresses.
 */
import { createHmac } from 'node:crypto';
import { sql, type Transaction } from 'kysely';
import type { Database } from '../db/index.ts';
import type { DB } from '../db/types.generated.ts';

const WINDOW_MS = 15 * 60_000;

/** What is counted, and how many failures of it are borne. Lower: people who mistype are locked out. */
export const GUESS_LIMITS = {
  account: 10,
  /** A whole office may stand behind one address. */
  address: 50,
  /** Mails with a link: more of them help nobody. */
  resetAccount: 5,
  resetAddress: 20,
} as const;
export type GuessKind = keyof typeof GUESS_LIMITS;
export type Guess = { kind: GuessKind; of: string };

export type Guesses = {
  /** @returns seconds to wait, or `null` when the attempt may be made; it then counts as failed until `forgive`. */
  begin(guesses: readonly Guess[], now: Date): Promise<number | null>;
  /** The attempt was none: what `cleared` did wrong before is forgotten, `returned` get this one back. */
  forgive(wish: { cleared: readonly Guess[]; returned: readonly Guess[] }): Promise<void>;
};

class Locked extends Error {
  readonly seconds: number;
  constructor(seconds: number) {
    super('locked');
    this.seconds = seconds;
  }
}

export function createGuesses({ database, secret }: { database: Database; secret: Uint8Array }): Guesses {
  const keyOf = ({ kind, of }: Guess): Buffer =>
    createHmac('sha256', secret).update(`guess ${kind} ${of.trim().toLowerCase()}`).digest();

  async function note(trx: Transaction<DB>, guess: Guess, now: Date): Promise<void> {
    const limit = GUESS_LIMITS[guess.kind];
    const since = new Date(now.getTime() - WINDOW_MS);
    const key = keyOf(guess);
    const { rows } = await sql`
      insert into sign_in_guess (key, failures, last_at) values (${key}, array[${now}::timestamptz], ${now})
      on conflict (key) do update set
        failures = array(select f from unnest(sign_in_guess.failures) f where f > ${since} order by f) || ${now}::timestamptz,
        last_at = ${now}
      where (select count(*) from unnest(sign_in_guess.failures) f where f > ${since}) < ${limit}
      returning 1
    `.execute(trx);
    if (rows.length > 0) return;
    const { rows: found } = await sql<{ at: Date }>`
      select f as at from sign_in_guess, unnest(failures) f where key = ${key} and f > ${since} order by f desc offset ${limit - 1} limit 1
    `.execute(trx);
    const untilMs = (found[0]?.at.getTime() ?? now.getTime()) + WINDOW_MS;
    throw new Locked(Math.max(1, Math.ceil((untilMs - now.getTime()) / 1000)));
  }

  return {
    async begin(guesses, now) {
      try {
        // All or none: whoever is locked out by one is not counted by the others. Sorted, so that two never wait for each other.
        await database.kysely.transaction().execute(async (trx) => {
          for (const guess of [...guesses].sort((a, b) => a.kind.localeCompare(b.kind))) await note(trx, guess, now);
        });
        return null;
      } catch (error) {
        if (error instanceof Locked) return error.seconds;
        throw error;
      }
    },
    async forgive({ cleared, returned }) {
      await database.kysely.transaction().execute(async (trx) => {
        for (const guess of cleared) await sql`delete from sign_in_guess where key = ${keyOf(guess)}`.execute(trx);
        for (const guess of returned)
          await sql`update sign_in_guess set failures = trim_array(failures, 1) where key = ${keyOf(guess)} and cardinality(failures) > 0`.execute(
            trx,
          );
      });
    },
  };
}
