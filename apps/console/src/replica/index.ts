export { useReplica } from './context.ts';
export { useLiveDoc, useLiveQuery, usePendingChanges, useSyncState } from './hooks.ts';
export { storeOf } from './liveQuery.ts';
export { ReplicaProvider } from './ReplicaProvider.tsx';
export { rowOf } from './rows.ts';
