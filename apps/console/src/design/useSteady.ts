import { useCallback, useLayoutEffect, useRef } from 'react';

/**
 * The same function for ever, which calls the newest one: whatever it is given to need not be drawn again with each letter.
 * For what answers a person's doing, never for what is called while drawing.
 */
export function useSteady<Given extends unknown[], Result>(newest: (...given: Given) => Result) {
  const held = useRef(newest);
  useLayoutEffect(() => {
    held.current = newest;
  });
  return useCallback((...given: Given) => held.current(...given), []);
}
