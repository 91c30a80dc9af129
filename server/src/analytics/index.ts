export { boardTopic } from './boardTopic.ts';
export { columnName, foldSums } from './foldSums.ts';
export { startFoldWorker } from './foldWorker.ts';
export { requireSaneRange } from './report.ts';
