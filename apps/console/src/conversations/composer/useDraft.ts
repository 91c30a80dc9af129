import type { MarkRow } from '@balcao/replica';
import { useCallback, useEffect, useRef, useState } from 'react';

export type Draft = { text: string; isNote: boolean };

/** Lower: a write a key. Higher: more is lost when the machine dies in mid-sentence. */
const SAVE_AFTER_MS = 400;

/**
 * What is being written, kept in the reader's mark: over restarts and on their other devices (CON-06).
 *
 * Another device's draft is taken over only while nothing was typed here since the last save; a text under the hands
 * never changes by itself.
 */
export function useDraft(mark: MarkRow | undefined, save: (draft: Draft) => void) {
  const stored: Draft = { text: mark?.draft ?? '', isNote: mark?.draftIsNote ?? false };
  const [draft, setDraft] = useState(stored);
  const saved = useRef(stored);
  const current = useRef(stored);
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  const saveNow = useRef(save);
  useEffect(() => {
    saveNow.current = save;
  });

  const flush = useCallback(() => {
    clearTimeout(timer.current);
    if (isSame(current.current, saved.current)) return;
    saved.current = current.current;
    saveNow.current(current.current);
  }, []);

  const change = useCallback(
    (next: Draft) => {
      current.current = next;
      setDraft(next);
      clearTimeout(timer.current);
      timer.current = setTimeout(flush, SAVE_AFTER_MS);
    },
    [flush],
  );

  const { text, isNote } = stored;
  useEffect(() => {
    const elsewhere = { text, isNote };
    if (isSame(elsewhere, saved.current) || !isSame(current.current, saved.current)) return;
    saved.current = elsewhere;
    current.current = elsewhere;
    setDraft(elsewhere);
  }, [text, isNote]);

  useEffect(() => {
    window.addEventListener('pagehide', flush);
    document.addEventListener('visibilitychange', flush);
    return () => {
      window.removeEventListener('pagehide', flush);
      document.removeEventListener('visibilitychange', flush);
      flush();
    };
  }, [flush]);

  return { draft, change, flush };
}

const isSame = (a: Draft, b: Draft) => a.text === b.text && a.isNote === b.isNote;
