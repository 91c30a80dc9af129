export { useBookingScreen } from './bookingScreen.ts';
export { CalendarScreen } from './CalendarScreen.tsx';
