import { type KeyboardEvent, useState } from 'react';

/**
 * What is selected in a list that fills while one looks: its first item, until the person moves; then theirs.
 * Without it, Enter right after typing would run what happened to be there before the people were found.
 *
 * @param first value of the first item; `query` a new one starts over.
 */
export function useFirstSelected(first: string, query: string) {
  const [moved, setMoved] = useState<{ query: string; value: string } | null>(null);
  const isTheirs = moved !== null && moved.query === query;
  const [moving, setMoving] = useState(false);
  return {
    value: isTheirs ? moved.value : first,
    onKeyDown: (event: KeyboardEvent) => setMoving(/^(Arrow|Home|End|Page)/.test(event.key)),
    onPointerMove: () => setMoving(true),
    /** cmdk also reports selections of its own; only a key or the pointer of the person counts. */
    onValueChange: (value: string) => {
      if (moving) setMoved({ query, value });
    },
  };
}
