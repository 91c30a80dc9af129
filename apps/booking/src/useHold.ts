import { useEffect, useRef, useState } from 'preact/hooks';
import type { Draft } from './draft.ts';
import type { Booking, Problem } from './server.ts';

/** A form in which somebody still writes is kept a time for so often, and then no more: others wait. */
const MOST_RENEWALS = 3;

/**
 * Keeps the draft's time against everybody else, instead of what the draft kept before. @returns until when it is kept, or
 * `null`; `problem`: somebody else has it; `held`: what is kept once everything that was asked is answered. Who books
 * waits for it: a hold that is being exchanged for another stands in one's own way.
 */
export function useHold(
  server: Booking,
  draft: Draft,
  onHolds: (holds: readonly string[]) => void,
): { keptUntil: number | null; problem: Problem | null; isAsking: boolean; held: () => Promise<readonly string[]> } {
  const [keptUntil, setKeptUntil] = useState<number | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  const [round, setRound] = useState(0);
  const before = useRef(draft.holds);
  const asked = useRef<Promise<void>>(Promise.resolve());
  const latest = useRef(draft.fields);
  const lastSeen = useRef(draft.fields);
  const told = useRef(onHolds);
  told.current = onHolds;
  const isHere = useRef(true);
  const [isAsking, setAsking] = useState(true);
  const keep = (holds: readonly string[]) => {
    before.current = holds;
    // Who went back has no draft any more.
    if (isHere.current) told.current(holds);
  };
  latest.current = draft.fields;

  useEffect(() => {
    let isCurrent = true;
    const key = crypto.randomUUID();
    setProblem(null);
    setAsking(true);
    const { from, minutes } = draft;
    // One after the other: each gives back what the one before it kept.
    asked.current = asked.current.then(async () => {
      const instead = before.current;
      keep([...instead, key].slice(-MOST_KEPT));
      const answer = await server.hold({ key, instead, from, minutes, answers: latest.current.answers });
      if (isCurrent) setAsking(false);
      if (!answer.ok) {
        if (isCurrent) {
          setKeptUntil(null);
          // Nothing is lost by a lost line: booking asks once more.
          if (answer.problem.code !== 'offline') setProblem(answer.problem);
        }
        return;
      }
      keep([key]);
      if (!isCurrent) return;
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

  useEffect(() => {
    isHere.current = true;
    return () => {
      isHere.current = false;
    };
  }, []);

  const held = async () => {
    await asked.current;
    return before.current;
  };
  return { keptUntil, problem, isAsking, held };
}

/** The server takes twenty. */
const MOST_KEPT = 20;

/** A little before it ends, so that nobody gets in between. */
const RENEWED_BEFORE_MS = 5_000;
