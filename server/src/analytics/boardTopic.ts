/**
 * The live board (QUE-12), pushed to whoever looks: read once a company after a change, however many look, and cut to what
 * each may see. Nobody looking costs nothing.
 */
import { may, Refusal } from '@balcao/domain';
import type { Board } from '@balcao/replica';
import type { Actor } from '../auth/index.ts';
import { type Database, inCompany, type Log } from '../db/index.ts';
import { createNewest, currentViewer, type LiveTopic, type Newest } from '../sync/index.ts';
import { boardFor, readBoard } from './boardStore.ts';
import type { FoldWorker } from './foldWorker.ts';

type Looking = { viewer: Actor; values: Newest<{ live: Board }> };

/** Queues whose figures are somebody's to see; `null`: all. */
export const queuesToSee = (viewer: Actor): readonly string[] | null =>
  may(viewer.role, 'conversation.readAll') ? null : viewer.queueIds;

export function boardTopic(database: Database, figures: FoldWorker, log: Log): LiveTopic {
  const looking = new Map<string, Set<Looking>>();

  async function show(companyId: string, whom: Iterable<Looking>): Promise<void> {
    const present = [...whom];
    if (present.length === 0) return;
    const { board, viewers } = await inCompany(
      database,
      companyId,
      async (trx) => ({
        board: await readBoard(trx, companyId, new Date()),
        // Anew each time: somebody may have left a queue since.
        viewers: await Promise.all(present.map(({ viewer }) => currentViewer(trx, viewer).catch(() => null))),
      }),
      { readOnly: true },
    );
    for (const [at, { values }] of present.entries()) {
      const viewer = viewers[at];
      if (viewer) values.set({ live: boardFor(board, queuesToSee(viewer)) });
      else values.end();
    }
  }

  const unhear = figures.onNews((companyId) => {
    void show(companyId, looking.get(companyId) ?? []).catch((error: unknown) =>
      log.warn({ err: error, company: companyId }, 'the board could not be shown; the next change tries again'),
    );
  });

  return {
    name: 'board',
    async follow(follower) {
      const viewer = await follower.viewer();
      if (!may(viewer.role, 'queue.read')) throw new Refusal({ code: 'auth.notPermitted', permission: 'queue.read' });
      const { companyId } = viewer;
      const all = looking.get(companyId) ?? new Set();
      looking.set(companyId, all);
      const values = createNewest<{ live: Board }>(() => {
        all.delete(own);
        if (all.size === 0) looking.delete(companyId);
      });
      const own: Looking = { viewer, values };
      all.add(own);
      await show(companyId, [own]);
      return values;
    },
    stop() {
      unhear();
      for (const all of [...looking.values()]) for (const { values } of [...all]) values.end();
    },
  };
}
