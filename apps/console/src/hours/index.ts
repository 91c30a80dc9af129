export { Dates } from './Dates.tsx';
export { Week } from './Week.tsx';
