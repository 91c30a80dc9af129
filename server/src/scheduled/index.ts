export { laterLane } from './laterLane.ts';
export { scheduledReplica } from './replicas.ts';
export { scheduledRouter } from './router.ts';
