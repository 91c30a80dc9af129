import { CalendarScreen } from '../booking/index.ts';

export function CalendarRoute() {
  return <CalendarScreen />;
}
