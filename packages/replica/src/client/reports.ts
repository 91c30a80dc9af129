/** What the inspector shows of each replica (SYNC-11): where it stands, what came and went, and what the server said. */
import { BehaviorSubject, type Observable } from 'rxjs';
import type { Checkpoint } from '../checkpoint.ts';

/** Counted since this window began to lead; times are epoch ms by this machine's clock. */
export type ReplicaReport = {
  name: string;
  version: number;
  /** Null until the first step of this session. */
  checkpoint: Checkpoint | null;
  lastStepAt: number | null;
  /** Rows that pulls and the stream brought, and those that left. */
  rowsIn: number;
  gone: number;
  /** Times that the server had it start afresh. */
  freshStarts: number;
  lastPushAt: number | null;
  rowsOut: number;
  /** Answers that were not what this console wished: merged with others' changes, or refused. */
  overruled: number;
  /** Of the last pull that failed, as it was caught; null once one went well. */
  failure: string | null;
};

type Change = Partial<Omit<ReplicaReport, 'name' | 'version'>>;

export type Reports = {
  all$: Observable<readonly ReplicaReport[]>;
  change(name: string, how: (before: ReplicaReport) => Change): void;
};

export function createReports(definitions: readonly { name: string; version: number }[]): Reports {
  const nothing = { checkpoint: null, lastStepAt: null, rowsIn: 0, gone: 0, freshStarts: 0 };
  const all$ = new BehaviorSubject<readonly ReplicaReport[]>(
    definitions.map(({ name, version }) => ({
      name,
      version,
      ...nothing,
      lastPushAt: null,
      rowsOut: 0,
      overruled: 0,
      failure: null,
    })),
  );
  return {
    all$: all$.asObservable(),
    change(name, how) {
      all$.next(all$.value.map((before) => (before.name === name ? { ...before, ...how(before) } : before)));
    },
  };
}
