import type { Trx } from '../db/index.ts';

export type LaneId = { companyId: string; key: string };

/** A lane while this process works in it. */
export type Lane = LaneId & {
  /** Aborted when the process wants to stop: finish the item at hand and return, what is left stays due. */
  stopping: AbortSignal;
  /**
   * One transaction of the lane's company. It commits only if the lane is still ours at its end, so nothing that a
   * worker does after it lost its lane (a stopped machine, a long pause) can take effect.
   *
   * Where `isLast` holds for what `work` returned, nothing in the lane is left, and the run ends in the same
   * transaction: that spares a commit a message. `run` is to return then.
   * @throws LaneLost if another worker has the lane.
   */
  step<Result>(work: (trx: Trx) => Promise<Result>, isLast?: (result: Result) => boolean): Promise<Result>;
};

/** Does the work of all lanes whose key starts with `prefix` and a colon. */
export type LaneWorker = {
  prefix: string;
  /**
   * Works, in order, until nothing in the lane is due.
   * @returns when the next item is due, or null where none is left. An error leaves the lane due, after a pause.
   */
  run(lane: Lane): Promise<{ nextDueAt: Date | null }>;
};

/** Another worker took the lane, because our lease ran out. What was committed stays; stop here. */
export class LaneLost extends Error {
  override readonly name = 'LaneLost';
}

export const prefixOf = (key: string) => key.slice(0, key.indexOf(':'));
