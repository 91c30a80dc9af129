import { EMPTY_MAIL_HEAD, type MailHead } from '@balcao/domain';
import type { MarkRow } from '@balcao/replica';
import { useCallback, useEffect, useRef, useState } from 'react';

/** `mail` is what stands above the words, where they go as a mail. */
export type Draft = { text: string; isNote: boolean; mail: MailHead };

/** Lower: a write a key. Higher: more is lost when the machine dies in mid-sentence. */
const SAVE_AFTER_MS = 400;

/**
 * What is being written, kept in the reader's mark: over restarts and on their other devices (CON-06).
 *
 * Another device's draft is taken over only while nothing was typed here since the last save; a text under the hands
 * never changes by itself.
 */
export function useDraft(mark: MarkRow | undefined, save: (draft: Draft) => void) {
  const stored: Draft = {
    text: mark?.draft ?? '',
    isNote: mark?.draftIsNote ?? false,
    mail: mark?.draftMail ?? EMPTY_MAIL_HEAD,
  };
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
  const { subject, cc, bcc } = stored.mail;
  useEffect(() => {
    const elsewhere = { text, isNote, mail: { subject, cc, bcc } };
    if (isSame(elsewhere, saved.current) || !isSame(current.current, saved.current)) return;
    saved.current = elsewhere;
    current.current = elsewhere;
    setDraft(elsewhere);
  }, [text, isNote, subject, cc, bcc]);

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

const isSame = (a: Draft, b: Draft) =>
  a.text === b.text &&
  a.isNote === b.isNote &&
  a.mail.subject === b.mail.subject &&
  a.mail.cc === b.mail.cc &&
  a.mail.bcc === b.mail.bcc;
