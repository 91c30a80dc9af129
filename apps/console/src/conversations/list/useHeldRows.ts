import { useEffect, useMemo, useRef, useState } from 'react';
import { heldOrder } from './heldOrder.ts';

/** A pointer that rests longer is not about to press. Lower: rows move under a hand. Higher: the list goes stale. */
const STILL_AFTER_MS = 3_000;

type Hold = {
  /** Spread on the scrolling element. */
  handlers: {
    onPointerMove: () => void;
    onPointerLeave: () => void;
    onScroll: (event: { currentTarget: Element }) => void;
  };
  /** Lets in what waits. */
  release: () => void;
};

/**
 * The rows as they are drawn: in their order, but standing still while a pointer moves over them or the list is
 * scrolled away from its top.
 *
 * @param viewKey another view starts afresh.
 */
export function useHeldRows<Row extends { id: string }>(
  rows: readonly Row[],
  viewKey: string,
): { rows: readonly Row[]; waiting: number; hold: Hold } {
  const [isPointed, setPointed] = useState(false);
  const [isScrolled, setScrolled] = useState(false);
  const [releases, setReleases] = useState(0);
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  const shown = useRef<{ viewKey: string; releases: number; ids: readonly string[] }>({ viewKey, releases, ids: [] });
  const isHeld = isPointed || isScrolled;

  const held = useMemo(() => {
    const last = shown.current;
    const isSame = last.viewKey === viewKey && last.releases === releases && last.ids.length > 0;
    return isHeld && isSame ? heldOrder(last.ids, rows) : { rows, waiting: 0 };
  }, [rows, viewKey, releases, isHeld]);

  useEffect(() => {
    shown.current = { viewKey, releases, ids: held.rows.map((row) => row.id) };
  }, [held, viewKey, releases]);
  useEffect(() => () => clearTimeout(timer.current), []);

  const hold = useMemo<Hold>(
    () => ({
      handlers: {
        onPointerMove: () => {
          setPointed(true);
          clearTimeout(timer.current);
          timer.current = setTimeout(() => setPointed(false), STILL_AFTER_MS);
        },
        onPointerLeave: () => {
          clearTimeout(timer.current);
          setPointed(false);
        },
        onScroll: ({ currentTarget }) => setScrolled(currentTarget.scrollTop > 4),
      },
      release: () => setReleases((count) => count + 1),
    }),
    [],
  );
  return { ...held, hold };
}
