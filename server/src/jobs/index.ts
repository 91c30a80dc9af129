export { idleLanesJob } from './idleLanes.ts';
export { type Lane, type LaneId, LaneLost, type LaneWorker } from './lane.ts';
export { type Lanes, type LanesOptions, startLanes } from './lanes.ts';
export { addWork, nudge } from './nudges.ts';
export { defineJob, type Job, type Queue, sendJob, startQueue } from './queue.ts';
