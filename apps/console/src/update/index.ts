export { keepForOffline, useUpdate } from './serviceWorker.ts';
