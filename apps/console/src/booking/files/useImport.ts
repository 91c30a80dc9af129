import { type BadEvent, type Slice, slicesOf } from '@balcao/calendar/icalendar';
import { useCallback, useEffect, useRef, useState } from 'react';
import { useApi } from '../../api/index.ts';
import { textOf } from './saveFile.ts';

export type Wish = { typeId: string | null; resourceId: string | null; withPast: boolean };
type Api = ReturnType<typeof useApi>;
export type ImportedEvent = Awaited<ReturnType<Api['icalendar']['import']['mutate']>>['events'][number];
export type Result = { events: ImportedEvent[]; bad: BadEvent[]; repeated: number; skipped: number };

/**
 * - `none`: there is no calendar in it. `looked`: said what it would do. `taken`: done.
 * - `failed` keeps what is through: taken again, nothing is doubled.
 */
export type ImportState =
  | { kind: 'choosing' | 'none' }
  | { kind: 'looking' | 'taking'; done: number; total: number }
  | { kind: 'looked' | 'taken'; result: Result }
  | { kind: 'failed'; error: unknown; done: number; total: number };

/** Larger: minutes of reading that no calendar's export needs; 10,000 events are some 4 MB. */
const MOST_BYTES = 50 * 1024 * 1024;

/**
 * A file in parts to the server, which reads it: first what it would do, then, asked for, doing it. It is tried anew
 * whenever the wish changes; an answer to an older wish counts no more.
 */
export function useImport(wish: Wish) {
  const api = useApi();
  const [parts, setParts] = useState<{ slices: Slice[]; bad: BadEvent[] } | null>(null);
  const [state, setState] = useState<ImportState>({ kind: 'choosing' });
  const turn = useRef(0);
  const { typeId, resourceId, withPast } = wish;

  const run = useCallback(
    async (apply: boolean) => {
      if (!parts) return;
      turn.current += 1;
      const own = turn.current;
      const total = parts.slices.reduce((sum, { events }) => sum + events, 0);
      const result: Result = { events: [], bad: [...parts.bad], repeated: 0, skipped: 0 };
      let done = 0;
      try {
        for (const { ics, events, lineInFile } of parts.slices) {
          setState({ kind: apply ? 'taking' : 'looking', done, total });
          const answer = await api.icalendar.import.mutate({ ics, typeId, resourceId, withPast, apply });
          if (own !== turn.current) return;
          result.events.push(...answer.events);
          result.bad.push(...answer.bad.map((each) => ({ ...each, line: lineInFile(each.line) })));
          result.repeated += answer.repeated;
          result.skipped = Math.max(result.skipped, answer.skipped);
          done += events;
        }
        setState({ kind: apply ? 'taken' : 'looked', result });
      } catch (error) {
        if (own === turn.current) setState({ kind: 'failed', error, done, total });
      }
    },
    [api, parts, typeId, resourceId, withPast],
  );
  useEffect(() => {
    void run(false);
  }, [run]);

  const choose = useCallback(async (file: File) => {
    const found = file.size > MOST_BYTES ? null : slicesOf(textOf(await file.arrayBuffer()));
    setParts(found);
    if (!found) setState({ kind: 'none' });
  }, []);
  return { state, choose, take: () => run(true), again: () => run(false) };
}
