export { onBeforeReload } from './beforeReload.ts';
export { keepForOffline, useUpdate } from './serviceWorker.ts';
