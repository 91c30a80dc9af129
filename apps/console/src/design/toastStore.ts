import { create } from 'zustand';

export type Toast = {
  id: number;
  title: string;
  tone: 'neutral' | 'good' | 'bad';
  description?: string | undefined;
  /** The id that the server's log has too (CON-37). */
  reference?: string | null | undefined;
  action?: { label: string; run: () => void } | undefined;
  /** Milliseconds; `null` stays until somebody settles it. */
  durationMs: number | null;
};
export type NewToast = Pick<Toast, 'title' | 'description' | 'reference' | 'action'> &
  Partial<Pick<Toast, 'tone' | 'durationMs'>>;

/** Lower: gone before it was read. Higher: the corner fills up. */
const DURATION_MS = 6_000;
let next = 1;

type Toasts = { toasts: readonly Toast[]; add(toast: NewToast): number; remove(id: number): void };

export const useToasts = create<Toasts>()((set) => ({
  toasts: [],
  add: (toast) => {
    const id = next++;
    set(({ toasts }) => ({ toasts: [...toasts, { tone: 'neutral', durationMs: DURATION_MS, ...toast, id }] }));
    return id;
  },
  remove: (id) => set(({ toasts }) => ({ toasts: toasts.filter((toast) => toast.id !== id) })),
}));

/** Says something in passing. Whatever must not be missed belongs into a notice instead. */
export function toast(message: NewToast): number {
  return useToasts.getState().add(message);
}
