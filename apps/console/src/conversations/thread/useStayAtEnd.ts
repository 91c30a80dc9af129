import type { Virtualizer } from '@tanstack/react-virtual';
import { type RefObject, useEffect, useLayoutEffect, useRef } from 'react';

/**
 * Whoever stands at the newest message stays there when the composer beneath grows (files, a mail's head, a second line)
 * or the newest message does (the server's word on it, a picture): the virtualiser keeps the place from above then, and
 * the last lines would slip under the composer.
 */
export function useStayAtEnd(
  scroller: RefObject<HTMLElement | null>,
  virtualizer: Virtualizer<HTMLElement, Element>,
  isAtEnd: boolean,
): void {
  // As it was drawn last: the new size itself may say that the end is out of sight.
  const wasAtEnd = useRef(isAtEnd);
  useEffect(() => {
    wasAtEnd.current = isAtEnd;
  }, [isAtEnd]);
  useLayoutEffect(() => {
    const element = scroller.current;
    if (!element) return;
    const sizes = () => `${element.clientHeight} of ${element.scrollHeight}`;
    let before = sizes();
    const observer = new ResizeObserver(() => {
      const now = sizes();
      if (now === before) return;
      before = now;
      if (wasAtEnd.current) virtualizer.scrollToEnd();
    });
    observer.observe(element);
    for (const content of element.children) observer.observe(content);
    return () => observer.disconnect();
  }, [scroller, virtualizer]);
}
