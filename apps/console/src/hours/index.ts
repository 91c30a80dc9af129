export { Dates } from './Dates.tsx';
export { type HoursFault, hoursFault } from './hoursFault.ts';
export { SpanFields, Spans, spanAfter } from './Spans.tsx';
export { dayName, Week } from './Week.tsx';
