export { type FeedFollower, followFeed } from './feedListener.ts';
export { tombstonesJob } from './jobs.ts';
export type { LiveTopic } from './live/liveTopic.ts';
export { hearAnswering, tellContactTypes } from './live/presenceNotices.ts';
export { noticesSource, notifyAnew, settleNotice } from './notices.ts';
export type { AnyReplicaSource, ReplicaSource } from './replicaSource.ts';
export { attachSync, type Sync, type SyncDeps } from './socket.ts';
export { currentViewer } from './viewer.ts';
export { windowFrom } from './window.ts';
