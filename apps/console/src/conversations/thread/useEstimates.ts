import { type RefObject, useCallback, useLayoutEffect, useRef } from 'react';
import { estimatedHeight } from './estimate.ts';
import type { ThreadItem } from './threadItems.ts';

/** Until the thread was laid out for the first time. */
const USUAL_WIDTH = 640;

/**
 * Estimated heights, each worked out once: the virtualiser asks for all items whenever some come or are measured. The
 * width is watched instead of read, which would lay out the page at each question.
 */
export function useEstimates(scroller: RefObject<HTMLElement | null>): (item: ThreadItem) => number {
  const width = useRef(USUAL_WIDTH);
  const known = useRef(new WeakMap<object, number>());
  useLayoutEffect(() => {
    const element = scroller.current;
    if (!element) return;
    width.current = element.clientWidth;
    const observer = new ResizeObserver(([entry]) => {
      if (!entry || entry.contentRect.width === width.current) return;
      width.current = entry.contentRect.width;
      known.current = new WeakMap();
    });
    observer.observe(element);
    return () => observer.disconnect();
  }, [scroller]);

  return useCallback((item) => {
    const key = item.type === 'bubble' ? item.row : item;
    const before = known.current.get(key);
    if (before !== undefined) return before;
    const height = estimatedHeight(item, width.current);
    known.current.set(key, height);
    return height;
  }, []);
}
