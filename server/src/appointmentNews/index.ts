export { newsLane } from './newsLane.ts';
export { tellingsRouter } from './router.ts';
