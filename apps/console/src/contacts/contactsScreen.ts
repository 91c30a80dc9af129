import type { ContactStatus } from '@balcao/domain';
import { create } from 'zustand';

export type Filter = {
  text: string;
  status: ContactStatus | '';
  tagId: string;
  /** `none`: nobody's. */
  ownerId: string;
  channelId: string;
  optIn: 'in' | 'out' | 'unknown' | '';
  fieldId: string;
  fieldValue: string;
};
export type Order = 'name' | 'lastContact' | 'newest';

export const NO_FILTER: Filter = {
  text: '',
  status: '',
  tagId: '',
  ownerId: '',
  channelId: '',
  optIn: '',
  fieldId: '',
  fieldValue: '',
};

type Screen = {
  filter: Filter;
  order: Order;
  selected: ReadonlySet<string>;
  set(filter: Partial<Filter>): void;
  setOrder(order: Order): void;
  select(ids: readonly string[], on: boolean): void;
  clearSelection(): void;
};

/** View state of the table. What was chosen under another filter is not chosen any more: nobody would see it. */
export const useContactsScreen = create<Screen>()((set) => ({
  filter: NO_FILTER,
  order: 'lastContact',
  selected: new Set<string>(),
  set: (filter) => set((now) => ({ filter: { ...now.filter, ...filter }, selected: new Set() })),
  setOrder: (order) => set({ order }),
  select: (ids, on) =>
    set(({ selected }) => {
      const next = new Set(selected);
      for (const id of ids)
        if (on) next.add(id);
        else next.delete(id);
      return { selected: next };
    }),
  clearSelection: () => set({ selected: new Set() }),
}));
