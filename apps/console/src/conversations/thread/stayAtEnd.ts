import type { Virtualizer } from '@tanstack/react-virtual';
import { isNearEnd } from './nearEnd.ts';

type Thread = Pick<Virtualizer<HTMLElement, Element>, 'getTotalSize' | 'scrollOffset' | 'scrollRect' | 'scrollToEnd'>;

/**
 * Whoever stands at the newest message stays there when the composer beneath grows (files, a mail's head, a second line)
 * or the newest message does (the server's word on it, a picture): the virtualiser keeps the place from above then, and
 * the last lines would slip under the composer.
 *
 * Where they stand is noted with each scrolling, before anything is drawn of it: older messages that come in at that very
 * moment would else throw whoever went to the top back to the end, again with every page.
 *
 * @param element what scrolls; the virtualiser listens to it already, and so knows a new place first.
 * @returns a function that ends it.
 */
export function stayAtEnd(element: HTMLElement, virtualizer: Thread): () => void {
  let isAtEnd = true;
  const note = () => {
    isAtEnd = isNearEnd(virtualizer);
  };
  element.addEventListener('scroll', note, { passive: true });
  const sizes = () => `${element.clientHeight} of ${element.scrollHeight}`;
  let before = sizes();
  const observer = new ResizeObserver(() => {
    const now = sizes();
    if (now === before) return;
    before = now;
    if (isAtEnd) virtualizer.scrollToEnd();
  });
  observer.observe(element);
  for (const content of element.children) observer.observe(content);
  return () => {
    observer.disconnect();
    element.removeEventListener('scroll', note);
  };
}
