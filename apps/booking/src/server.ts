/** The server, as this page reaches it. Addresses: server/src/bookingPage. */
import { visit } from './visit.ts';

export type Place = { kind: 'address' | 'video' | 'phone'; value: string };
export type About = {
  company: { name: string; zone: string; language: string };
  type: {
    name: string;
    slug: string;
    description: string;
    color: string;
    durations: number[];
    horizonDays: number;
    priceCents: number | null;
    currency: string;
    needsApproval: boolean;
    cancelDeadlineMinutes: number;
    questions: Question[];
    places: (Place & { id: string; name: string })[];
  };
  callingCodes: [country: string, code: string][];
  /** Public types to which an answer may send somebody. */
  others: { id: string; name: string; path: string }[];
};
export type Question = {
  label: string;
  required: boolean;
  /** Asked before a time is shown. */
  decides: boolean;
  kind: 'text' | 'yesNo' | 'choice' | 'number';
  options: string[];
};
/** `answer` of a yes-or-no question: `yes`, `no`. */
export type Answer = { question: string; answer: string };
export type Time = { from: number; places: number | null };
export type Held = { from: number; to: number; expiresAt: string };
export type Booked = {
  status: 'requested' | 'scheduled' | 'confirmed' | 'completed' | 'cancelled' | 'no_show' | 'conflict';
  name: string;
  from: number;
  to: number;
  zone: string;
  place: Place | null;
  link: string;
};
export type Managed = {
  company: About['company'];
  /** Where the same is booked again; `null`: it is public no more. */
  again: string | null;
  typeName: string;
  horizonDays: number;
  booked: Booked;
  /** Until when whoever has the link may change it, epoch ms; `null`: no more. */
  until: number | null;
};

/** What the server refused, or that it could not be reached. */
export type Problem = {
  code: string;
  status?: number;
  issues?: { path: string; message: string }[];
  alternatives?: { from: number; to: number }[];
  retryAfterSeconds?: number;
  /** Those that were left open. */
  questions?: string[];
  /** Of an answer that it is not for. */
  words?: string;
  instead?: { kind: 'nothing' } | { kind: 'type'; typeId: string } | { kind: 'talk'; url: string };
};
export type Answered<Value> = { ok: true; value: Value } | { ok: false; problem: Problem };

async function ask<Value>(path: string, body?: object): Promise<Answered<Value>> {
  try {
    const response = await fetch(path, {
      headers: { accept: 'application/json', ...(body ? { 'content-type': 'application/json' } : {}) },
      ...(body ? { method: 'POST', body: JSON.stringify(body) } : {}),
    });
    const value = response.status === 204 ? null : await response.json();
    return response.ok ? { ok: true, value } : { ok: false, problem: { code: 'unknown', ...value } };
  } catch {
    return { ok: false, problem: { code: 'offline' } };
  }
}

type Span = { from: number; to: number; minutes: number };
export type TimesOf = (span: Span, answers?: readonly Answer[]) => Promise<Answered<{ times: Time[] }>>;
const timesAt =
  (base: string): TimesOf =>
  (span, answers = []) => {
    const given = { ...span, visit: visit(), ...(answers.length > 0 && { answers: JSON.stringify(answers) }) };
    const query = Object.entries(given).map(([name, value]) => [name, String(value)]);
    return ask(`${base}/times?${new URLSearchParams(query)}`);
  };

type HoldWish = {
  key: string;
  instead: readonly string[];
  from: number;
  minutes: number;
  answers: readonly Answer[];
};
export const bookingAt = (base: string) => ({
  about: () => ask<About>(`${base}/about`),
  times: timesAt(base),
  hold: (wish: HoldWish) => ask<Held>(`${base}/hold`, { ...wish, visit: visit() }),
  release: (keys: readonly string[]) => ask<null>(`${base}/release`, { keys }),
  book: (wish: object) => ask<Booked>(`${base}/book`, { ...wish, visit: visit() }),
  wait: (wish: object) => ask<{ link: string }>(`${base}/wait`, wish),
});
export type Booking = ReturnType<typeof bookingAt>;

export type WaitingState = {
  company: About['company'];
  typeName: string;
  again: string | null;
  status: 'waiting' | 'offered' | 'taken' | 'left' | 'lapsed';
  offer: { from: number; to: number; answerBy: number } | null;
  /** Where what was taken is managed. */
  booked: string | null;
};
export const waitingAt = (base: string) => ({
  about: () => ask<WaitingState>(`${base}/about`),
  answer: (word: 'take' | 'decline' | 'leave') => ask<WaitingState>(`${base}/${word}`, {}),
});

export const managingAt = (base: string) => ({
  about: () => ask<Managed>(`${base}/about`),
  times: timesAt(base),
  move: (from: number) => ask<Managed>(`${base}/move`, { from, visit: visit() }),
  cancel: (reason: string) => ask<Managed>(`${base}/cancel`, { reason }),
});
