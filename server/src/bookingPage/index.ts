export { manageToken } from './manageToken.ts';
export { bookingPageRouter } from './router.ts';
export { serveBookingPage } from './routes.ts';
