import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import type { Database } from '../db/index.ts';
import type { Check } from './health.ts';

const CHANNEL = 'healthcheck';

/** What a message needs of the database: that it answers, and that what is notified is heard. */
export async function databaseChecks(database: Database): Promise<Check[]> {
  const awaited = new Map<string, () => void>();
  await database.listener.subscribe({
    channel: CHANNEL,
    onNotification: (word) => awaited.get(word)?.(),
    onGap: () => {},
  });
  return [
    {
      name: 'database',
      async ask() {
        await sql`select 1`.execute(database.kysely);
      },
    },
    {
      name: 'event_bus',
      async ask() {
        const word = randomUUID();
        const heard = new Promise<void>((resolve) => awaited.set(word, resolve));
        // Whoever asks gives up in time (health.ts); the word must not be kept then.
        setTimeout(() => awaited.delete(word), 10_000).unref();
        await sql`select pg_notify(${CHANNEL}, ${word})`.execute(database.kysely);
        await heard;
        awaited.delete(word);
      },
    },
  ];
}
