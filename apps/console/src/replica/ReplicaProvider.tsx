import type { Replica } from '@balcao/replica/client';
import type { ReactNode } from 'react';
import { ReplicaContext } from './context.ts';

export function ReplicaProvider({ replica, children }: { replica: Replica; children: ReactNode }) {
  return <ReplicaContext value={replica}>{children}</ReplicaContext>;
}
