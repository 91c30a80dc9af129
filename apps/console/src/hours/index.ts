export { Dates } from './Dates.tsx';
export { Spans } from './Spans.tsx';
export { Week } from './Week.tsx';
