import type { Board } from '@balcao/replica';
import { useEffect, useState } from 'react';
import { useReplica } from '../replica/index.ts';

/** The live board while this screen stands (SYNC-12). `null`: not here yet, or there is no connection. */
export function useBoard(): Board | null {
  const { board$ } = useReplica();
  const [board, setBoard] = useState<Board | null>(null);
  useEffect(() => {
    const following = board$.subscribe(setBoard);
    return () => following.unsubscribe();
  }, [board$]);
  return board;
}
