/** How far the replicas are since the link came up, and whether one of them is stuck. */
import type { Problem } from '@balcao/domain';
import type { Step } from './steps.ts';
import type { Standing } from './syncState.ts';

/** A failure now and then is nobody's business; this many in a row are. */
const PATIENCE = 3;

/**
 * - `behind`: has not been pulled to the end since the link came up.
 * - `arriving`: was, and its last rows are being written.
 * - `level`: has everything.
 */
type Course = { stage: 'behind' | 'arriving' | 'level'; remaining: number | null; failures: number };

export type Progress = {
  /** The server says: from here on I tell you everything; pull what was before. */
  begin(): void;
  step(name: string, step: Step): void;
  /** What a pull that begins now says at its end: only the end of one that began after the last `begin` counts. */
  mark(): number;
  ended(name: string, mark: number): void;
  /** Its replication rests. */
  idle(name: string): void;
  failed(name: string): void;
  /** A row could not be written on this side; `null`: it is written. */
  disk(trouble: { replica: string; error: unknown }): void;
  standing(): Omit<Standing, 'link'>;
};

export function createProgress(names: readonly string[], onChange: () => void): Progress {
  const courses = new Map<string, Course>(
    names.map((name) => [name, { stage: 'behind', remaining: null, failures: 0 }]),
  );
  const unwritten = new Map<string, Problem>();
  let begun = 0;

  const change = (name: string, to: Partial<Course>) => {
    const course = courses.get(name);
    if (!course) return;
    courses.set(name, { ...course, ...to });
    onChange();
  };

  return {
    mark: () => begun,
    begin() {
      begun += 1;
      for (const [name, course] of courses) courses.set(name, { ...course, stage: 'behind', remaining: null });
      onChange();
    },
    step(name, { remaining, rows, more }) {
      const known = courses.get(name)?.remaining ?? null;
      // The server counts once, at the first page; from there on it is counted down here.
      const left = remaining ?? (known === null ? null : Math.max(known - rows.length, 0));
      change(name, { remaining: more ? left : 0, failures: 0 });
    },
    ended(name, mark) {
      if (mark === begun) change(name, { stage: 'arriving', remaining: 0 });
    },
    idle(name) {
      if (courses.get(name)?.stage === 'arriving') change(name, { stage: 'level' });
    },
    failed: (name) => change(name, { failures: (courses.get(name)?.failures ?? 0) + 1 }),
    disk({ replica, error }) {
      if (error === null) unwritten.delete(replica);
      else
        unwritten.set(replica, isFull(error) ? { code: 'replica.storageFull' } : { code: 'replica.failing', replica });
      onChange();
    },
    standing() {
      const all = [...courses.values()];
      const behind = all.filter(({ stage }) => stage !== 'level');
      const counts = behind.map(({ remaining }) => remaining);
      const stuck = [...courses].find(([, { failures }]) => failures >= PATIENCE);
      return {
        caughtUp: behind.length === 0,
        remaining: counts.includes(null) ? null : counts.reduce<number>((sum, count) => sum + (count ?? 0), 0),
        failing: unwritten.values().next().value ?? (stuck ? { code: 'replica.failing', replica: stuck[0] } : null),
      };
    },
  };
}

const isFull = (error: unknown): boolean => error instanceof Error && error.name === 'QuotaExceededError';
