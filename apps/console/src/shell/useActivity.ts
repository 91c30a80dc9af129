import { useEffect } from 'react';
import { useReplica } from '../replica/index.ts';

/** Every key and every touch says that somebody is there. */
export function useActivity(): void {
  const { stir } = useReplica();
  useEffect(() => {
    const events = ['pointerdown', 'pointermove', 'keydown', 'wheel', 'focus'] as const;
    for (const name of events) window.addEventListener(name, stir, { passive: true, capture: true });
    return () => {
      for (const name of events) window.removeEventListener(name, stir, { capture: true });
    };
  }, [stir]);
}
