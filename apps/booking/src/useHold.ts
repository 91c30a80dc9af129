import { useEffect, useRef, useState } from 'preact/hooks';
import type { Draft } from './draft.ts';
import type { Booking, Problem } from './server.ts';

/** A form in which somebody still writes is kept a time for so often, and then no more: others wait. */
const MOST_RENEWALS = 3;

/**
 * Keeps the draft's time against everybody else, instead of what the draft kept before. @returns until when it is kept, or
 * `null`; `problem`: somebody else has it.
 */
export function useHold(
  server: Booking,
  draft: Draft,
  onHeld: (key: string) => void,
): { keptUntil: number | null; problem: Problem | null } {
  const [keptUntil, setKeptUntil] = useState<number | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  const [round, setRound] = useState(0);
  const before = useRef(draft.hold);
  const latest = useRef(draft.fields);
  const lastSeen = useRef(draft.fields);
  const told = useRef(onHeld);
  told.current = onHeld;
  latest.current = draft.fields;

  useEffect(() => {
    let isCurrent = true;
    const key = crypto.randomUUID();
    setProblem(null);
    const { from, minutes } = draft;
    void server.hold({ key, instead: before.current, from, minutes }).then((answer) => {
      if (!answer.ok) {
        if (isCurrent) {
          setKeptUntil(null);
          // Nothing is lost by a lost line: booking asks once more.
          if (answer.problem.code !== 'offline') setProblem(answer.problem);
        }
        return;
      }
      before.current = key;
      if (!isCurrent) return;
      told.current(key);
      setKeptUntil(Date.parse(answer.value.expiresAt));
    });
    return () => {
      isCurrent = false;
    };
  }, [server, draft.from, draft.minutes, round]);

  useEffect(() => {
    if (keptUntil === null) return undefined;
    const timer = setTimeout(
      () => {
        const isWriting = latest.current !== lastSeen.current && document.visibilityState === 'visible';
        lastSeen.current = latest.current;
        if (isWriting && round < MOST_RENEWALS) setRound(round + 1);
        else setKeptUntil(null);
      },
      Math.max(0, keptUntil - Date.now() - RENEWED_BEFORE_MS),
    );
    return () => clearTimeout(timer);
  }, [keptUntil, round]);

  return { keptUntil, problem };
}

/** A little before it ends, so that nobody gets in between. */
const RENEWED_BEFORE_MS = 5_000;
