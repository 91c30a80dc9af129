import { type ReactNode, useEffect, useState } from 'react';
import { serverAddress } from '../desktop/index.ts';
import { useReplica } from '../replica/index.ts';
import { useSession, useUser } from '../session/index.ts';
import { TransfersContext } from './context.ts';
import { startTransfers, type Transfers } from './transfers.ts';

/** Files leave while somebody is signed in, whatever screen is open. */
export function UploadsProvider({ children }: { children: ReactNode }) {
  const replica = useReplica();
  const { tokens } = useSession();
  const { id: userId, companyId } = useUser();
  const [transfers, setTransfers] = useState<Transfers | null>(null);
  useEffect(() => {
    let isGone = false;
    let started: Transfers | null = null;
    void serverAddress().then((server) => {
      if (isGone) return;
      started = startTransfers({
        server: server ?? location.origin,
        companyId,
        userId,
        accessToken: tokens.current,
        store: replica.uploads,
        collections: replica.collections,
        syncState$: replica.sync.state$,
        locks: navigator.locks ?? noLocks,
      });
      setTransfers(started);
    });
    return () => {
      isGone = true;
      started?.stop();
    };
  }, [replica, tokens, userId, companyId]);
  return <TransfersContext value={transfers}>{children}</TransfersContext>;
}

/** Plain http gives pages no locks: each window sends, and the server makes twice once. */
const noLocks = { request: (_name: string, _options: LockOptions, work: () => Promise<void>) => work() };
