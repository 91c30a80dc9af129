export { waitingLane } from './offerPlaces.ts';
export { waitingRouter } from './router.ts';
export { serveWaiting } from './routes.ts';
