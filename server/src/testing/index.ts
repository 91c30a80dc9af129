export { quiet } from './quiet.ts';
export { sampleInputs } from './sampleInput.ts';
export { type ScratchCluster, startScratchCluster } from './scratchCluster.ts';
export { testCompany } from './testCompany.ts';
export { type TestDatabase, testDatabase } from './testDatabase.ts';
export { type TestServer, testServer } from './testServer.ts';
export { TEST_PASSWORD, testUser } from './testUser.ts';
export { until } from './until.ts';
