/**
 * Who has a conversation open, and who writes in it, across all server processes. Each process knows its own sockets for
 * certain and the others' by notices (presenceNotices.ts). It keeps a roster only where one of its sockets looks; whoever
 * begins to look asks the others once.
 */

import { Refusal } from '@balcao/domain';
import { LIVE_TOPICS, type Present } from '@balcao/replica';
import { z } from 'zod';
import type { Actor } from '../../auth/index.ts';
import { type Database, inCompany, type Log } from '../../db/index.ts';
import type { AnyReplicaSource } from '../replicaSource.ts';
import { currentViewer } from '../viewer.ts';
import type { Follower, LiveTopic, Moved } from './liveTopic.ts';
import { createNewest, type Newest } from './newest.ts';
import {
  hearPresence,
  isAskedFor,
  keyOf,
  type PresenceNotice,
  type PresenceWord,
  publishPresence,
} from './presenceNotices.ts';
import { createSpeakers, REPEAT_MS, type Speakers, TYPING_BELIEVED_MS } from './speakers.ts';

/** A notice of PostgreSQL holds less than 8,000 bytes, one of ours about 170. */
const WORDS_A_NOTICE = 40;

type Looking = { follower: Follower; viewer: Actor; conversationId: string; values: Newest<{ live: Present[] }> };
type Roster = {
  speakers: Speakers;
  contactTypingUntil: number;
  looking: Set<Looking>;
  timer: NodeJS.Timeout | undefined;
};

export type PresenceTopic = LiveTopic & {
  /** Conversations moved, or users' queues: whoever may not see one any more stops looking. */
  recheck(companyId: string, moved: Moved): void;
};

export async function createPresence(deps: {
  database: Database;
  /** Whoever sees a conversation's row may see who is in it. */
  conversations: AnyReplicaSource;
  log: Log;
  now: () => number;
}): Promise<PresenceTopic> {
  const { database, conversations, log, now } = deps;
  const rosters = new Map<string, Roster>();
  /** What the sockets of this process are doing, by place and socket. */
  const own = new Map<string, PresenceWord & { typingUntil: number }>();

  // One after the other: of two on their way at once, "views" could arrive behind the "types" that followed it.
  let told = Promise.resolve();
  const publish = (said: PresenceNotice) => {
    told = told
      .then(() => publishPresence(database, said))
      .catch((error: unknown) => log.debug({ err: error }, 'presence was not told'));
    return told;
  };
  const ownNow = () =>
    [...own.values()].map(
      ({ typingUntil, ...word }): PresenceWord => ({ ...word, state: typingUntil > now() ? 'typing' : 'viewing' }),
    );
  const tell = (words: PresenceWord[]) => (words.length > 0 ? publish({ kind: 'words', words }) : Promise.resolve());

  function hear(said: PresenceNotice): void {
    if (said.kind === 'contact') {
      const roster = rosters.get(said.key);
      if (!roster) return;
      roster.contactTypingUntil = said.isTyping ? now() + TYPING_BELIEVED_MS : 0;
      show(roster);
    } else if (said.kind === 'who') tellInParts(ownNow().filter(({ key }) => isAskedFor(said.key, key)));
    else for (const word of said.words) learn(word);
  }

  function learn(word: PresenceWord): void {
    const roster = rosters.get(word.key);
    if (!roster) return;
    roster.speakers.learn(word);
    show(roster);
  }

  /** Hands the roster as it is now to everybody who looks, and comes back when the next belief in it ends. */
  function show(roster: Roster): void {
    clearTimeout(roster.timer);
    let next = roster.speakers.age();
    if (roster.contactTypingUntil > now()) next = Math.min(next, roster.contactTypingUntil);
    for (const { viewer, values } of roster.looking) values.set({ live: others(roster, viewer.userId, now()) });
    if (next < Number.POSITIVE_INFINITY) roster.timer = setTimeout(() => show(roster), next - now() + 1);
  }

  async function mayLook(viewer: Actor, ids: readonly string[]): Promise<Set<string>> {
    const rows = await inCompany(
      database,
      viewer.companyId,
      async (trx) => conversations.read(trx, await currentViewer(trx, viewer), ids),
      { readOnly: true },
    );
    return new Set(rows.map(({ id }) => id));
  }

  function stopLooking(key: string, looking: Looking): void {
    const roster = rosters.get(key);
    roster?.looking.delete(looking);
    if (roster?.looking.size === 0) {
      clearTimeout(roster.timer);
      rosters.delete(key);
    }
    const { connectionId } = looking.follower;
    const word = own.get(placeOf(key, connectionId));
    if (!word) return;
    own.delete(placeOf(key, connectionId));
    void tell([{ key, connectionId, userId: word.userId, state: 'gone' }]);
  }

  async function recheckOne({ viewer, conversationId, values }: Looking): Promise<void> {
    const visible = await mayLook(viewer, [conversationId]).catch((error: unknown) => {
      if (error instanceof Refusal) return new Set<string>();
      throw error;
    });
    if (!visible.has(conversationId)) values.end();
  }

  function tellInParts(words: PresenceWord[]): void {
    for (let at = 0; at < words.length; at += WORDS_A_NOTICE) void tell(words.slice(at, at + WORDS_A_NOTICE));
  }

  const repeating = setInterval(() => tellInParts(ownNow()), REPEAT_MS);
  const stopHearing = await hearPresence(database, hear, () => {
    for (const key of rosters.keys()) void publish({ kind: 'who', key });
  });

  return {
    name: 'presence',
    async follow(follower, conversationId) {
      const viewer = await follower.viewer();
      if (
        !z.uuid().safeParse(conversationId).success ||
        !(await mayLook(viewer, [conversationId])).has(conversationId)
      ) {
        throw new Refusal({ code: 'record.notFound', record: 'conversation', id: conversationId });
      }
      const key = keyOf({ companyId: viewer.companyId, conversationId });
      const roster = rosters.get(key) ?? {
        speakers: createSpeakers(now),
        contactTypingUntil: 0,
        looking: new Set(),
        timer: undefined,
      };
      rosters.set(key, roster);
      const values = createNewest<{ live: Present[] }>(() => stopLooking(key, looking));
      const looking: Looking = { follower, viewer, conversationId, values };
      roster.looking.add(looking);
      const word: PresenceWord = { key, connectionId: follower.connectionId, userId: viewer.userId, state: 'viewing' };
      own.set(placeOf(key, follower.connectionId), { ...word, typingUntil: 0 });
      values.set({ live: others(roster, viewer.userId, now()) });
      void tell([word]);
      void publish({ kind: 'who', key });
      return values;
    },
    async say(follower, conversationId, said) {
      const { companyId } = await follower.viewer();
      const place = placeOf(keyOf({ companyId, conversationId }), follower.connectionId);
      const word = own.get(place);
      // Only whoever looks is there: following was allowed, so speaking is.
      if (!word) return;
      const { typingUntil: _before, ...same } = word;
      const state = LIVE_TOPICS.presence.word.parse(said);
      own.set(place, { ...same, state, typingUntil: state === 'typing' ? now() + TYPING_BELIEVED_MS : 0 });
      await tell([{ ...same, state }]);
    },
    recheck(companyId, { conversationIds, userIds }) {
      for (const [key, { looking }] of rosters) {
        if (!key.startsWith(`${companyId}/`)) continue;
        for (const each of looking) {
          if (!conversationIds.includes(each.conversationId) && !userIds.includes(each.viewer.userId)) continue;
          void recheckOne(each).catch((error: unknown) => log.warn({ err: error }, 'presence was not checked again'));
        }
      }
    },
    stop() {
      clearInterval(repeating);
      stopHearing();
      for (const { timer, looking } of [...rosters.values()]) {
        clearTimeout(timer);
        for (const { values } of [...looking]) values.end();
      }
    },
  };
}

const placeOf = (key: string, connectionId: string) => `${key}#${connectionId}`;

/** The contact comes first. */
function others({ speakers, contactTypingUntil }: Roster, except: string, now: number): Present[] {
  const colleagues = speakers.others(except);
  return contactTypingUntil > now ? [{ who: 'contact', state: 'typing' }, ...colleagues] : colleagues;
}
