export { insertUser } from './store.ts';
export { whoMay } from './whoMay.ts';
