export { costLane } from './costLane.ts';
export { noteCost } from './noteCost.ts';
