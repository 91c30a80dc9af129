import { useSyncExternalStore } from 'react';

/** Height of a list row in pixels, as density and pointer have it (`--row` in design/tokens.css). */
export function useRowHeight(): number {
  return useSyncExternalStore(subscribe, read);
}

const UNSTYLED = 64;
const coarse = matchMedia('(pointer: coarse)');
/** By look: asking a style makes the browser settle all styles first, and a list is drawn with each row that arrives. */
const known = new Map<string, number>();

function read(): number {
  const look = `${document.documentElement.dataset.density} ${coarse.matches}`;
  const before = known.get(look);
  if (before !== undefined) return before;
  const height = Number.parseFloat(getComputedStyle(document.documentElement).getPropertyValue('--row'));
  if (!(height > 0)) return UNSTYLED;
  known.set(look, height);
  return height;
}

function subscribe(listener: () => void): () => void {
  const observer = new MutationObserver(listener);
  observer.observe(document.documentElement, { attributeFilter: ['data-density'] });
  coarse.addEventListener('change', listener);
  return () => {
    observer.disconnect();
    coarse.removeEventListener('change', listener);
  };
}
