/**
 * What server processes tell one another of who is where (`NOTIFY presence`): without waiting for the disk, since what is
 * lost is told again.
 */
import { sql } from 'kysely';
import { z } from 'zod';
import type { Database } from '../../db/index.ts';

const CHANNEL = 'presence';

const notice = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('words'),
    words: z.array(
      z.object({
        key: z.string(),
        connectionId: z.string(),
        userId: z.string(),
        state: z.enum(['viewing', 'typing', 'gone']),
      }),
    ),
  }),
  /** `key` may be a whole company's (`everywhereIn`). */
  z.object({ kind: z.literal('who'), key: z.string() }),
  z.object({ kind: z.literal('contact'), key: z.string(), isTyping: z.boolean() }),
]);
export type PresenceNotice = z.output<typeof notice>;
export type PresenceWord = Extract<PresenceNotice, { kind: 'words' }>['words'][number];

type Place = { companyId: string; conversationId: string };
export const keyOf = ({ companyId, conversationId }: Place): string => `${companyId}/${conversationId}`;

export const companyOf = (key: string): string => key.slice(0, key.indexOf('/'));
export const conversationOf = (key: string): string => key.slice(key.indexOf('/') + 1);

/** The question who is anywhere at a company's desk. */
export const everywhereIn = (companyId: string): string => `${companyId}/*`;
export const isAskedFor = (asked: string, key: string): boolean =>
  asked === key || asked === everywhereIn(companyOf(key));

export async function publishPresence(database: Database, said: PresenceNotice): Promise<void> {
  await sql`with once as (select set_config('synchronous_commit', 'off', true))
    select pg_notify(${CHANNEL}, ${JSON.stringify(said)}) from once`.execute(database.express);
}

/** @param onGap notices may have been lost. @returns what ends it. */
export const hearPresence = (database: Database, hear: (said: PresenceNotice) => void, onGap: () => void) =>
  database.listener.subscribe({
    channel: CHANNEL,
    onNotification: (payload) => hear(notice.parse(JSON.parse(payload))),
    onGap,
  });

/** For channels that can say it: consoles that have the conversation open see that the contact writes, or no longer does. */
export const tellContactTypes = (database: Database, place: Place, isTyping: boolean): Promise<void> =>
  publishPresence(database, { kind: 'contact', key: keyOf(place), isTyping });

/** Hears of every conversation in which somebody of the company begins, or goes on, to write an answer. @returns what ends it. */
export const hearAnswering = (database: Database, hear: (conversationId: string) => void) =>
  hearPresence(
    database,
    (said) => {
      if (said.kind !== 'words') return;
      for (const { key, state } of said.words) if (state === 'typing') hear(conversationOf(key));
    },
    () => {},
  );
