export { QueuesSettings } from './QueuesSettings.tsx';
