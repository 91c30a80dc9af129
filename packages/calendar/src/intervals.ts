/** Sets of time: intervals in epoch ms, each with its end outside, in order, none touching another. */
export type Interval = { from: number; to: number };

/** Puts any intervals in order and joins those that overlap or touch; empty ones vanish. */
export function union(intervals: readonly Interval[]): Interval[] {
  const joined: Interval[] = [];
  for (const { from, to } of [...intervals].sort((a, b) => a.from - b.from)) {
    if (from >= to) continue;
    const last = joined.at(-1);
    if (last && from <= last.to) last.to = Math.max(last.to, to);
    else joined.push({ from, to });
  }
  return joined;
}

/** What is left of `whole` without `parts`; both in order and apart. */
export function without(whole: readonly Interval[], parts: readonly Interval[]): Interval[] {
  const left: Interval[] = [];
  let next = 0;
  for (const { from, to } of whole) {
    let start = from;
    while (next < parts.length && (parts[next]?.to ?? 0) <= from) next += 1;
    for (let index = next; index < parts.length; index += 1) {
      const part = parts[index];
      if (!part || part.from >= to) break;
      if (part.from > start) left.push({ from: start, to: part.from });
      start = Math.max(start, part.to);
    }
    if (start < to) left.push({ from: start, to });
  }
  return left;
}

/** What lies in `bounds`. */
export const within = (intervals: readonly Interval[], bounds: Interval): Interval[] =>
  intervals.flatMap(({ from, to }) => {
    const cut = { from: Math.max(from, bounds.from), to: Math.min(to, bounds.to) };
    return cut.from < cut.to ? [cut] : [];
  });

export const overlap = (a: Interval, b: Interval): boolean => a.from < b.to && b.from < a.to;
