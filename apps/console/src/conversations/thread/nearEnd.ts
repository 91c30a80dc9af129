import type { Virtualizer } from '@tanstack/react-virtual';

/** So near the newest message counts as being there, and new ones keep it in sight. */
export const END_PX = 80;

type Placed = Pick<Virtualizer<HTMLElement, Element>, 'getTotalSize' | 'scrollOffset' | 'scrollRect'>;

/** By what the virtualiser knows: asking the page itself would lay it out anew at each step. */
export function isNearEnd({ getTotalSize, scrollOffset, scrollRect }: Placed): boolean {
  return getTotalSize() - (scrollOffset ?? 0) - (scrollRect?.height ?? 0) <= END_PX;
}
