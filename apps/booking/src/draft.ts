/** What was chosen and typed outlives a reload, in this tab only. */
import { type Fields, NO_FIELDS } from './fields.ts';

export type Draft = {
  /** Names the booking: sent twice, it is booked once. */
  key: string;
  /** What was asked to be kept, and may be: noted before asking, since a page may be loaded again before the answer. */
  holds: readonly string[];
  from: number;
  minutes: number;
  fields: Fields;
};

export const newDraft = (from: number, minutes: number, fields: Fields = NO_FIELDS): Draft => ({
  key: crypto.randomUUID(),
  holds: [],
  from,
  minutes,
  fields,
});

const nameOf = (): string => `draft ${location.pathname}`;

export function readDraft(): Draft | null {
  try {
    const text = sessionStorage.getItem(nameOf());
    return text === null ? null : JSON.parse(text);
  } catch {
    return null;
  }
}

export function keepDraft(draft: Draft | null): void {
  try {
    if (draft === null) sessionStorage.removeItem(nameOf());
    else sessionStorage.setItem(nameOf(), JSON.stringify(draft));
  } catch {
    // A browser that keeps nothing: a reload begins anew.
  }
}
