import type { Upload } from '@balcao/replica/client';
import { createContext, use, useMemo, useSyncExternalStore } from 'react';
import { createStore, useStore } from 'zustand';
import { useReplica } from '../replica/index.ts';
import type { Progress, Transfers } from './transfers.ts';

export const TransfersContext = createContext<Transfers | null>(null);

/** `null` in the first moments, while nothing can be sent yet. */
export const useTransfers = (): Transfers | null => use(TransfersContext);

const idle = createStore<{ now: Progress }>(() => ({ now: null }));

/** Bytes of this file that have left, `null` while it waits for its turn. */
export function useSentBytes(uploadId: string): number | null {
  return useStore(useTransfers()?.progress ?? idle, ({ now }) => (now?.uploadId === uploadId ? now.sentBytes : null));
}

/** The files of one conversation that are not with the server yet, oldest first. */
export function useUploads(conversationId: string): readonly Upload[] {
  const { uploads } = useReplica();
  const source = useMemo(() => {
    let all: readonly Upload[] = [];
    return {
      subscribe(listener: () => void) {
        const listening = uploads.all$.subscribe((next) => {
          all = next;
          listener();
        });
        return () => listening.unsubscribe();
      },
      read: () => all,
    };
  }, [uploads]);
  const all = useSyncExternalStore(source.subscribe, source.read);
  return useMemo(() => all.filter((upload) => upload.conversationId === conversationId), [all, conversationId]);
}
