export { quiet } from './quiet.ts';
export { startScratchCluster } from './scratchCluster.ts';
export { testCompany } from './testCompany.ts';
export { type TestDatabase, testDatabase } from './testDatabase.ts';
export { until } from './until.ts';
