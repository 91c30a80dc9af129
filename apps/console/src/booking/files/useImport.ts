import { type BadEvent, type Slice, slicesOf } from '@balcao/calendar/icalendar';
import { useCallback, useEffect, useRef, useState } from 'react';
import { useApi } from '../../api/index.ts';
import { textOf } from './saveFile.ts';
import { type Result as ResultOf, sendParts } from './sendParts.ts';

export type Wish = { typeId: string | null; resourceId: string | null; withPast: boolean };
type Api = ReturnType<typeof useApi>;
export type ImportedEvent = Awaited<ReturnType<Api['icalendar']['import']['mutate']>>['events'][number];
export type Result = ResultOf<ImportedEvent>;

/**
 * - `none`: there is no calendar in it. `looked`: said what it would do. `taken`: done.
 * - `stopped` by whoever took it, and `failed`: what is through stays. Taken again, nothing is doubled.
 */
export type ImportState =
  | { kind: 'choosing' | 'none' }
  | { kind: 'looking' | 'taking' | 'stopping'; done: number; total: number }
  | { kind: 'looked' | 'taken'; result: Result }
  | { kind: 'stopped'; result: Result; done: number; total: number }
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
  const isStopped = useRef(false);
  const { typeId, resourceId, withPast } = wish;

  const run = useCallback(
    async (apply: boolean) => {
      if (!parts) return;
      turn.current += 1;
      isStopped.current = false;
      const own = turn.current;
      const isLatest = () => own === turn.current;
      const total = parts.slices.reduce((sum, { events }) => sum + events, 0);
      let done = 0;
      try {
        const sent = await sendParts(parts, {
          send: (ics) => api.icalendar.import.mutate({ ics, typeId, resourceId, withPast, apply }),
          isWanted: () => isLatest() && !isStopped.current,
          onProgress: (events) => {
            done = events;
            setState({ kind: apply ? 'taking' : 'looking', done, total });
          },
        });
        if (!isLatest()) return;
        const { result } = sent;
        if (!sent.isWhole) setState({ kind: 'stopped', result, done: sent.done, total });
        else setState({ kind: apply ? 'taken' : 'looked', result });
      } catch (error) {
        if (isLatest()) setState({ kind: 'failed', error, done, total });
      }
    },
    [api, parts, typeId, resourceId, withPast],
  );
  useEffect(() => {
    void run(false);
  }, [run]);
  // Closed: nothing more is sent.
  useEffect(
    () => () => {
      turn.current += 1;
    },
    [],
  );

  const choose = useCallback(async (file: File) => {
    const found = file.size > MOST_BYTES ? null : slicesOf(textOf(await file.arrayBuffer()));
    setParts(found);
    if (!found) setState({ kind: 'none' });
  }, []);
  const stop = () => {
    isStopped.current = true;
    setState((now) => (now.kind === 'taking' ? { ...now, kind: 'stopping' } : now));
  };
  return { state, choose, take: () => run(true), again: () => run(false), stop };
}
