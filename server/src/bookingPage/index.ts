export { companyOf } from './about.ts';
export { idIn, isOurs, linkToken } from './linkToken.ts';
export { onPage, pageAddress } from './pages.ts';
export { bookingPageRouter } from './router.ts';
export { serveBookingPage } from './routes.ts';
