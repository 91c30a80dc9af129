import { useSyncExternalStore } from 'react';

/** Height of a list row in pixels, as density and pointer have it (`--row` in design/tokens.css). */
export function useRowHeight(): number {
  return useSyncExternalStore(subscribe, read);
}

function read(): number {
  return Number.parseFloat(getComputedStyle(document.documentElement).getPropertyValue('--row')) || 64;
}

function subscribe(listener: () => void): () => void {
  const observer = new MutationObserver(listener);
  observer.observe(document.documentElement, { attributeFilter: ['data-density'] });
  const pointer = matchMedia('(pointer: coarse)');
  pointer.addEventListener('change', listener);
  return () => {
    observer.disconnect();
    pointer.removeEventListener('change', listener);
  };
}
