import type { LaneId } from './lane.ts';

/** Beyond this many known lanes no more are remembered; the sweep finds them again. A bound for memory, not for work. */
const MOST_REMEMBERED = 10_000;

/** Lanes that wait for a free place, each once, the companies in turn. */
export type Turns = {
  add(lane: LaneId): void;
  /** Lanes that have been due longest, in that order: each goes before all others of its company, known or not. */
  addFirst(lanes: readonly LaneId[]): void;
  /** The next lane of the next company that `mayRun`. */
  next(mayRun: (companyId: string) => boolean): LaneId | null;
  readonly size: number;
};

export function createTurns(): Turns {
  // A Map keeps the order of insertion: the company that had its turn is put at the end again.
  const companies = new Map<string, Set<string>>();
  let size = 0;
  return {
    add: ({ companyId, key }) => {
      if (size >= MOST_REMEMBERED) return;
      const keys = companies.get(companyId) ?? new Set();
      if (keys.has(key)) return;
      keys.add(key);
      companies.set(companyId, keys);
      size += 1;
    },
    addFirst: (lanes) => {
      for (const [companyId, ofCompany] of Map.groupBy(lanes, (lane) => lane.companyId)) {
        const known = companies.get(companyId) ?? new Set();
        const keys = new Set([...ofCompany.map(({ key }) => key), ...known]);
        companies.set(companyId, keys);
        size += keys.size - known.size;
      }
    },
    next: (mayRun) => {
      for (const [companyId, keys] of companies) {
        if (!mayRun(companyId)) continue;
        const [key] = keys;
        companies.delete(companyId);
        if (key === undefined) continue;
        keys.delete(key);
        size -= 1;
        if (keys.size > 0) companies.set(companyId, keys);
        return { companyId, key };
      }
      return null;
    },
    get size() {
      return size;
    },
  };
}
