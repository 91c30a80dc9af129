export { loadNewest } from './loadNewest.ts';
export { keepForOffline, useUpdate } from './serviceWorker.ts';
