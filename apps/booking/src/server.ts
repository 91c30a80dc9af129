/** The server, as this page reaches it. Addresses: server/src/bookingPage. */

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
    questions: { label: string; required: boolean }[];
    places: (Place & { id: string; name: string })[];
  };
  callingCodes: [country: string, code: string][];
};
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
};
export type Answer<Value> = { ok: true; value: Value } | { ok: false; problem: Problem };

async function ask<Value>(path: string, body?: object): Promise<Answer<Value>> {
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

export type TimesOf = (span: { from: number; to: number; minutes: number }) => Promise<Answer<{ times: Time[] }>>;
const timesAt =
  (base: string): TimesOf =>
  (span) =>
    ask(`${base}/times?${new URLSearchParams(Object.entries(span).map(([name, value]) => [name, String(value)]))}`);

export const bookingAt = (base: string) => ({
  about: () => ask<About>(`${base}/about`),
  times: timesAt(base),
  hold: (wish: { key: string; instead: readonly string[]; from: number; minutes: number }) =>
    ask<Held>(`${base}/hold`, wish),
  release: (keys: readonly string[]) => ask<null>(`${base}/release`, { keys }),
  book: (wish: object) => ask<Booked>(`${base}/book`, wish),
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
  move: (from: number) => ask<Managed>(`${base}/move`, { from }),
  cancel: (reason: string) => ask<Managed>(`${base}/cancel`, { reason }),
});
