import { create } from 'zustand';
import { persist } from 'zustand/middleware';
import { type ConversationView, FIRST_VIEW, savedViewSchema } from './view.ts';

type ViewStore = { view: ConversationView; change(part: Partial<ConversationView>): void; clearFilters(): void };

/** Which conversations the list shows, kept on this device. */
export const useConversationView = create<ViewStore>()(
  persist(
    (set) => ({
      view: FIRST_VIEW,
      change: (part) => set(({ view }) => ({ view: { ...view, ...part } })),
      clearFilters: () => set(({ view }) => ({ view: { ...FIRST_VIEW, segment: view.segment, sort: view.sort } })),
    }),
    {
      name: 'balcao.conversationView',
      partialize: ({ view }) => ({ view }),
      merge: (saved, store) => {
        const view = savedViewSchema.safeParse(Reflect.get(Object(saved), 'view'));
        return view.success ? { ...store, view: view.data } : store;
      },
    },
  ),
);
