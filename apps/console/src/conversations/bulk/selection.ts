import { create } from 'zustand';

type Selection = {
  ids: ReadonlySet<string>;
  /** Where a range begins: the row that was last chosen or let go. */
  anchor: string | null;
  toggle(id: string): void;
  /** From the anchor to here, both with what stands between, as the list stands on the screen. */
  extendTo(id: string, order: readonly string[]): void;
  choose(ids: readonly string[]): void;
  clear(): void;
};

const NONE: ReadonlySet<string> = new Set();

/** The conversations that are chosen for one action on all of them. */
export const useSelection = create<Selection>()((set) => ({
  ids: NONE,
  anchor: null,
  toggle: (id) =>
    set(({ ids }) => {
      const next = new Set(ids);
      if (!next.delete(id)) next.add(id);
      return { ids: next, anchor: id };
    }),
  extendTo: (id, order) => set(({ ids, anchor }) => ({ ids: withRange(ids, order, anchor, id), anchor: id })),
  choose: (ids) => set({ ids: new Set(ids), anchor: null }),
  clear: () => set({ ids: NONE, anchor: null }),
}));

/** Without an anchor on the list, the range is the one row. */
export function withRange(
  ids: ReadonlySet<string>,
  order: readonly string[],
  anchor: string | null,
  to: string,
): ReadonlySet<string> {
  const end = order.indexOf(to);
  const start = anchor === null ? -1 : order.indexOf(anchor);
  if (end === -1) return ids;
  const [from, until] = start === -1 ? [end, end] : [Math.min(start, end), Math.max(start, end)];
  return new Set([...ids, ...order.slice(from, until + 1)]);
}
