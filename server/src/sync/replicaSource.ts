import type { ReplicaDefinition } from '@balcao/replica';
import type { Actor } from '../auth/index.ts';
import type { Trx } from '../db/index.ts';

/**
 * How a feature gives its rows to consoles and takes their wishes: one object in the feature's `replicas.ts`, handed to
 * the sync in main.ts. Everything runs inside the company's transaction, and every method answers for one viewer:
 * a row that the viewer may not see is a row that does not exist.
 */
export type ReplicaSource<Row extends { id: string }> = {
  definition: ReplicaDefinition;
  /** The rows among `ids` that the viewer may see, as they are now; `lock` takes them for update. */
  read(trx: Trx, viewer: Actor, ids: readonly string[], options?: { lock: boolean }): Promise<Row[]>;
  /** First sync: newest first, within the window (90 days and everything open). `after` is opaque. */
  page(
    trx: Trx,
    viewer: Actor,
    after: string | null,
    limit: number,
    /** Where the window begins; not given: as of now. */
    from?: Date,
  ): Promise<{ rows: Row[]; next: string | null }>;
  /** Which of `ids` have left the window that begins at `from`. Absent: rows of this replica never do. */
  outgrown?(trx: Trx, viewer: Actor, ids: readonly string[], from: Date): Promise<string[]>;
  /**
   * Applies a merged console's wish. `base` is the row that its user saw, `master` as it is now; both null: a new row.
   * Absent: read-only for consoles.
   * @throws Refusal, which becomes a notice for the user; what was written up to then is undone.
   */
  write?(
    trx: Trx,
    actor: Actor,
    change: { base: Row | null; master: Row | null; merged: Row; changed: readonly (keyof Row & string)[] },
  ): Promise<void>;
  /** Whether a refused wish holds anything that its user would miss. Absent: every one does. */
  isWorthTelling?(wished: Partial<Row>): boolean;
};

/** A source among others, whatever its rows. */
export type AnyReplicaSource = ReplicaSource<{ id: string } & Record<string, unknown>>;
