/** One measured figure, beside what it is measured against in the same run. */
export type Figure = {
  name: string;
  value: number;
  unit: string;
  /** What it should be, in words that a reader can check: "≥ 0.6", "≤ 150". */
  goal: string;
  holds: boolean;
  /** The ceiling or peer of the same run, in its own words with its value; null where the goal is absolute. */
  ceiling: string | null;
};

export const atLeast = (name: string, value: number, unit: string, goal: number, ceiling: string | null): Figure => ({
  name,
  value: rounded(value),
  unit,
  goal: `≥ ${goal}`,
  holds: value >= goal,
  ceiling,
});

export const atMost = (name: string, value: number, unit: string, goal: number, ceiling: string | null): Figure => ({
  name,
  value: rounded(value),
  unit,
  goal: `≤ ${goal}`,
  holds: value <= goal,
  ceiling,
});

/** Nothing is demanded of it: it says what the others are worth. */
export const told = (name: string, value: number, unit: string, ceiling: string | null): Figure => ({
  name,
  value: rounded(value),
  unit,
  goal: 'told',
  holds: true,
  ceiling,
});

/** The value below which `share` (0–1) of the samples lie. @throws RangeError without samples. */
export function quantile(samples: readonly number[], share: number): number {
  const sorted = [...samples].sort((a, b) => a - b);
  const value = sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))];
  if (value === undefined) throw new RangeError('quantile of no samples');
  return value;
}

const rounded = (value: number) => Number(value.toPrecision(4));
