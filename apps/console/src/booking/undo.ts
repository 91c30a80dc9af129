import { create } from 'zustand';

/** Ten steps (BOOK-15). Higher: nobody knows any more what the eleventh was. */
const STEPS = 10;

export type Step = { title: string; takeBack: () => Promise<unknown> };

type Undo = { steps: readonly Step[]; did(step: Step): void; pop(): Step | undefined };

/** What was done on the calendar, newest last, for as long as this window is open. */
export const useUndo = create<Undo>()((set, get) => ({
  steps: [],
  did: (step) => set(({ steps }) => ({ steps: [...steps, step].slice(-STEPS) })),
  pop: () => {
    const last = get().steps.at(-1);
    set(({ steps }) => ({ steps: steps.slice(0, -1) }));
    return last;
  },
}));
