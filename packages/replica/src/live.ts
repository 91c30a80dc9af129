/**
 * What travels on `/sync` beside the feed (SYNC-12): things of the moment, which nobody stores and which are right again
 * a moment later. A topic has a name, is about one id, says what it is now in one value, and may take words.
 */
import { figuresShape } from '@balcao/domain';
import { z } from 'zod';

/** Who has a conversation open, and who writes in it. Following it is being there. */
const presence = {
  /** Of the others; one's own windows are left out. Of a contact only writing is ever known, and not on every channel. */
  value: z.array(
    z.discriminatedUnion('who', [
      z.object({ who: z.literal('colleague'), userId: z.string(), state: z.enum(['viewing', 'typing']) }),
      z.object({ who: z.literal('contact'), state: z.literal('typing') }),
    ]),
  ),
  word: z.enum(['typing', 'viewing']),
};

/** Who else has which conversation open, over the whole desk, as far as the viewer may see them. Its id says nothing. */
const desk = {
  value: z.array(z.object({ conversationId: z.string(), userId: z.string(), state: z.enum(['viewing', 'typing']) })),
  word: z.never(),
};

/** Whether anybody touches this console. Nobody follows it: who is available is in the users' rows. */
const activity = { value: z.null(), word: z.enum(['idle', 'active']) };

const queueId = z.string();
/** What happens in the queues now and today (QUE-12), by queue and channel; an attendant sees their own queues. */
const board = {
  value: z.object({
    /** Epoch ms, by the server's clock. */
    at: z.number(),
    queues: z.array(z.object({ queueId, closedNow: z.boolean(), online: z.number() })),
    now: z.array(
      z.object({
        queueId,
        channelId: z.string(),
        waiting: z.number(),
        inService: z.number(),
        longestSince: z.number().nullable(),
      }),
    ),
    today: z.array(z.object({ queueId, channelId: z.string(), hour: z.number(), figures: figuresShape })),
    people: z.array(
      z.object({ userId: z.string(), queueIds: z.array(queueId), places: z.number(), active: z.number() }),
    ),
  }),
  word: z.never(),
};

export const LIVE_TOPICS = { presence, desk, activity, board } as const;
export type Board = z.output<typeof board.value>;
export type LiveTopicName = keyof typeof LIVE_TOPICS;
export type Present = z.output<typeof presence.value>[number];
export type DeskPresent = z.output<typeof desk.value>[number];
export type PresentColleague = Extract<Present, { who: 'colleague' }>;

/** Variables: `topic`, `id`. Each event is the whole value, under `live`; it ends when the viewer may not see it (any more). */
export const liveDocument = 'subscription ($topic: String!, $id: ID!) { live(topic: $topic, id: $id) }';

/** Variables: `topic`, `id`, `word`. */
export const sayDocument =
  'mutation ($topic: String!, $id: ID!, $word: Json!) { said: say(topic: $topic, id: $id, word: $word) }';
