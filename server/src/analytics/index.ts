export { boardTopic } from './boardTopic.ts';
export { startFoldWorker } from './foldWorker.ts';
