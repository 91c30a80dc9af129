import type { Observable } from 'rxjs';
import {
  type Change,
  emptyWindow,
  type Order,
  type OrderedWindow,
  type Page,
  type SortKey,
  withChanges,
  withPage,
} from './orderedWindow.ts';

export type LiveState<Row extends { id: string }> = OrderedWindow<Row> & {
  /** `loading`: a page is being read. `failed`: the last read did, `error` says why; `more()` tries again. */
  phase: 'loading' | 'idle' | 'failed';
  error: unknown;
};

export type LiveWindow<Row extends { id: string }> = {
  state(): LiveState<Row>;
  subscribe(listener: () => void): () => void;
  /** Reads on behind what is loaded, unless nothing is left; while a read is under way, that one. Resolves after it. */
  more(size?: number): Promise<void>;
  /** Changes from elsewhere that bear on the order, such as a mark that makes a row match. */
  change(changes: readonly Change<Row>[]): void;
  close(): void;
};

type Options<Row extends { id: string }> = {
  order: Order<Row>;
  read(horizon: SortKey | null, size: number): Promise<Page<Row>>;
  changes$: Observable<Change<Row>[]>;
  /** Rows a read. Lower: more reads while scrolling. Higher: a longer wait for the first row. */
  pageSize: number;
};

/**
 * Keeps an ordered window over stored rows: reads pages when asked, follows every change.
 *
 * A change that comes while a page is being read is put in place after it: whichever of both saw the older row, the
 * change is the newer.
 */
export function createLiveWindow<Row extends { id: string }>(options: Options<Row>): LiveWindow<Row> {
  const { order, read, changes$, pageSize } = options;
  const listeners = new Set<() => void>();
  let state: LiveState<Row> = { ...emptyWindow<Row>(), phase: 'idle', error: null };
  let reading: Promise<void> | null = null;
  let meanwhile: Change<Row>[] | null = null;
  let closed = false;

  const set = (next: LiveState<Row>) => {
    if (next === state || closed) return;
    state = next;
    for (const listener of listeners) listener();
  };
  const change = (changes: readonly Change<Row>[]) => {
    meanwhile?.push(...changes);
    const window = withChanges<Row>(state, changes, order);
    if (window !== state) set({ ...state, rows: window.rows });
  };
  const subscription = changes$.subscribe(change);

  const readOn = async (size: number) => {
    meanwhile = [];
    set({ ...state, phase: 'loading', error: null });
    try {
      const page = await read(state.horizon, size);
      const window = withChanges(withPage<Row>(state, page, order), meanwhile, order);
      set({ ...window, phase: 'idle', error: null });
    } catch (error) {
      set({ ...state, phase: 'failed', error });
    } finally {
      meanwhile = null;
      reading = null;
    }
  };
  const more = async (size = pageSize) => {
    if (state.complete || closed) return;
    reading ??= readOn(size);
    await reading;
  };

  return {
    state: () => state,
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    more,
    change,
    close: () => {
      closed = true;
      subscription.unsubscribe();
    },
  };
}
