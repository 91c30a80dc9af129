/**
 * Who has which conversation open, over a whole company: what the list of conversations shows (INB-16). It hears the same
 * notices as presence.ts, keeps them only for companies of which one of its sockets looks, and tells a viewer of those
 * conversations alone that they may see.
 */
import { Refusal } from '@balcao/domain';
import type { DeskPresent } from '@balcao/replica';
import type { Actor } from '../../auth/index.ts';
import { type Database, inCompany, type Log } from '../../db/index.ts';
import type { AnyReplicaSource } from '../replicaSource.ts';
import { currentViewer } from '../viewer.ts';
import type { LiveTopic, Moved } from './liveTopic.ts';
import { createNewest, type Newest } from './newest.ts';
import { companyOf, conversationOf, everywhereIn, hearPresence, publishPresence } from './presenceNotices.ts';
import { createSpeakers, type Speakers } from './speakers.ts';

/** Changes of so long are told together. Lower: at many desks, a message a stroke. Higher: the list lags behind. */
const GATHER_MS = 250;
/** Open at a time in one company, by others: beyond it nobody could read a list of them. */
const MOST_TOLD = 500;

/** `may`: what the viewer may see, as far as it was asked; a move forgets it. */
type Looking = { viewer: Actor; values: Newest<{ live: DeskPresent[] }>; may: Map<string, boolean>; told: string };
type Desk = { conversations: Map<string, Speakers>; looking: Set<Looking>; timer: NodeJS.Timeout | undefined };

export type DeskTopic = LiveTopic & { recheck(companyId: string, moved: Moved): void };

export async function createDesk(deps: {
  database: Database;
  /** Whoever sees a conversation's row may see who is in it. */
  conversations: AnyReplicaSource;
  log: Log;
  now: () => number;
}): Promise<DeskTopic> {
  const { database, conversations, log, now } = deps;
  const desks = new Map<string, Desk>();
  const ask = (companyId: string) =>
    publishPresence(database, { kind: 'who', key: everywhereIn(companyId) }).catch((error: unknown) =>
      log.debug({ err: error }, 'presence was not asked for'),
    );

  const stopHearing = await hearPresence(
    database,
    (said) => {
      if (said.kind !== 'words') return;
      for (const word of said.words) {
        const companyId = companyOf(word.key);
        const desk = desks.get(companyId);
        if (!desk) continue;
        const conversationId = conversationOf(word.key);
        const speakers = desk.conversations.get(conversationId) ?? createSpeakers(now);
        desk.conversations.set(conversationId, speakers);
        speakers.learn(word);
        soon(companyId, desk);
      }
    },
    () => {
      for (const companyId of desks.keys()) void ask(companyId);
    },
  );

  function soon(companyId: string, desk: Desk, afterMs = GATHER_MS): void {
    if (desk.timer !== undefined && afterMs > GATHER_MS) return;
    clearTimeout(desk.timer);
    desk.timer = setTimeout(() => {
      desk.timer = undefined;
      tellAll(companyId, desk).catch((error: unknown) => log.warn({ err: error }, 'presence was not told to a list'));
    }, afterMs);
  }

  async function tellAll(companyId: string, desk: Desk): Promise<void> {
    let next = Number.POSITIVE_INFINITY;
    for (const [conversationId, speakers] of desk.conversations) {
      next = Math.min(next, speakers.age());
      if (speakers.isEmpty()) desk.conversations.delete(conversationId);
    }
    for (const looking of [...desk.looking]) await tell(companyId, desk, looking);
    if (next < Number.POSITIVE_INFINITY && desk.looking.size > 0) soon(companyId, desk, next - now() + 1);
  }

  async function tell(companyId: string, desk: Desk, looking: Looking): Promise<void> {
    const { viewer, values, may } = looking;
    const present = [...desk.conversations]
      .slice(0, MOST_TOLD)
      .flatMap(([conversationId, speakers]) =>
        speakers.others(viewer.userId).map(({ userId, state }): DeskPresent => ({ conversationId, userId, state })),
      );
    const unknown = [...new Set(present.map(({ conversationId }) => conversationId))].filter((id) => !may.has(id));
    if (unknown.length > 0) {
      const visible = await visibleOf(companyId, viewer, unknown);
      for (const id of unknown) may.set(id, visible.has(id));
    }
    const live = present.filter(({ conversationId }) => may.get(conversationId) === true);
    const text = JSON.stringify(live);
    if (text === looking.told) return;
    looking.told = text;
    values.set({ live });
  }

  async function visibleOf(companyId: string, viewer: Actor, ids: readonly string[]): Promise<Set<string>> {
    try {
      const rows = await inCompany(
        database,
        companyId,
        async (trx) => conversations.read(trx, await currentViewer(trx, viewer), ids),
        { readOnly: true },
      );
      return new Set(rows.map(({ id }) => id));
    } catch (error) {
      // Signed out or switched off meanwhile: nothing is theirs to see.
      if (error instanceof Refusal) return new Set();
      throw error;
    }
  }

  return {
    name: 'desk',
    async follow(follower) {
      const viewer = await follower.viewer();
      const { companyId } = viewer;
      const desk = desks.get(companyId) ?? { conversations: new Map(), looking: new Set(), timer: undefined };
      desks.set(companyId, desk);
      const values = createNewest<{ live: DeskPresent[] }>(() => {
        desk.looking.delete(looking);
        if (desk.looking.size > 0) return;
        clearTimeout(desk.timer);
        desks.delete(companyId);
      });
      const looking: Looking = { viewer, values, may: new Map(), told: '' };
      desk.looking.add(looking);
      soon(companyId, desk, 0);
      // The first of this process to look: the others tell what their sockets do.
      if (desk.looking.size === 1) void ask(companyId);
      return values;
    },
    recheck(companyId, { conversationIds, userIds }) {
      const desk = desks.get(companyId);
      if (!desk) return;
      for (const { viewer, may } of desk.looking) {
        if (userIds.includes(viewer.userId)) may.clear();
        for (const id of conversationIds) may.delete(id);
      }
      soon(companyId, desk);
    },
    stop() {
      stopHearing();
      for (const { timer, looking } of [...desks.values()]) {
        clearTimeout(timer);
        for (const { values } of [...looking]) values.end();
      }
    },
  };
}
