import type { Replica } from '@balcao/replica/client';
import { createContext, use } from 'react';

export const ReplicaContext = createContext<Replica | null>(null);

/** The signed-in user's replica. Screens read through it and write into it; the network is its own business. */
export function useReplica(): Replica {
  const replica = use(ReplicaContext);
  if (!replica) throw new Error('useReplica needs a ReplicaProvider above it');
  return replica;
}
