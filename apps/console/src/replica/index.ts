export { useReplica } from './context.ts';
export {
  useLiveDoc,
  useLiveQuery,
  useOfflineSince,
  usePendingChanges,
  useSyncKind,
  useSyncProblem,
  useSyncState,
} from './hooks.ts';
export { storeOf } from './liveQuery.ts';
export { ReplicaProvider } from './ReplicaProvider.tsx';
export { rowOf } from './rows.ts';
