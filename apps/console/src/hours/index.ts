export { Dates } from './Dates.tsx';
export { type HoursFault, hoursFault } from './hoursFault.ts';
export { Spans } from './Spans.tsx';
export { Week } from './Week.tsx';
