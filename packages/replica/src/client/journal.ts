/** What a developer or a bug report wants to know of synchronising (SYNC-11): what happened since this window opened. */
import type { Pulled } from '../wire.ts';
import { RequestFailed } from './outcome.ts';
import type { LinkState } from './syncState.ts';

/** How the socket changed, newest last. Times are epoch ms. */
export type LinkEvent = { at: number; kind: LinkState['kind']; code: string | null };

export type Course = {
  /** Answers to pulls and events of the stream that brought something for this replica, and when the last one came. */
  steps: number;
  lastAt: number | null;
  /** Rows and ends of rows that came. */
  rows: number;
  gone: number;
  /** Times that the server had it start afresh. */
  freshStarts: number;
  /** Rows of this console that the server answered, and when last. */
  answered: number;
  lastAnswerAt: number | null;
  /** Answers that were not what this console wished: merged with others' changes, or refused. */
  overruled: number;
  failures: number;
  /** A problem's code, or how the request ended. */
  lastFailure: string | null;
};

/** Lower: the beginning of a bad day is missing. Higher: a report nobody reads. */
const KEPT_EVENTS = 100;

export type Journal = {
  link(state: LinkState): void;
  step(name: string, step: Pick<Pulled<Record<string, unknown>>, 'rows' | 'gone' | 'fresh'>): void;
  answered(name: string, rows: number, overruled: number): void;
  failed(name: string, error: unknown): void;
  read(): { links: readonly LinkEvent[]; courses: ReadonlyMap<string, Course> };
};

export function createJournal(now: () => number): Journal {
  const links: LinkEvent[] = [];
  const courses = new Map<string, Course>();
  const change = (name: string, to: (course: Course) => Course) => courses.set(name, to(courses.get(name) ?? FRESH));
  return {
    link(state) {
      const code = state.kind === 'refused' ? state.problem.code : null;
      const last = links.at(-1);
      if (last?.kind === state.kind && last.code === code) return;
      links.push({ at: now(), kind: state.kind, code });
      if (links.length > KEPT_EVENTS) links.shift();
    },
    step(name, { rows, gone, fresh }) {
      change(name, (course) => ({
        ...course,
        steps: course.steps + 1,
        lastAt: now(),
        rows: course.rows + rows.length,
        gone: course.gone + gone.length,
        freshStarts: course.freshStarts + (fresh ? 1 : 0),
      }));
    },
    answered(name, rows, overruled) {
      change(name, (course) => ({
        ...course,
        answered: course.answered + rows,
        lastAnswerAt: now(),
        overruled: course.overruled + overruled,
      }));
    },
    failed(name, error) {
      change(name, (course) => ({ ...course, failures: course.failures + 1, lastFailure: describe(error) }));
    },
    read: () => ({ links: [...links], courses: new Map(courses) }),
  };
}

const FRESH: Course = {
  steps: 0,
  lastAt: null,
  rows: 0,
  gone: 0,
  freshStarts: 0,
  answered: 0,
  lastAnswerAt: null,
  overruled: 0,
  failures: 0,
  lastFailure: null,
};

/** Never a message of a row: a report may be read by anybody. */
function describe(error: unknown): string {
  if (error instanceof RequestFailed) return error.problem?.code ?? `reference ${error.reference ?? 'none'}`;
  return error instanceof Error ? error.name : 'unknown';
}
