/**
 * One PostgreSQL a run, and in it one migrated template; each test file clones it (testDatabase.ts). Durability is off:
 * what a power cut takes from a test, nobody misses.
 */
import type { TestProject } from 'vitest/node';
import { createDatabase, prepare } from '../db/database.ts';
import { quiet } from './quiet.ts';
import { startScratchCluster } from './scratchCluster.ts';
import { TEMPLATE } from './testDatabase.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** The owner's connection string of the cluster's database `postgres`. */
    clusterUrl: string;
  }
}

export default async function setUp(project: TestProject): Promise<() => Promise<void>> {
  const cluster = await startScratchCluster();
  await createDatabase(cluster.url('postgres'), TEMPLATE);
  await prepare(cluster.url(TEMPLATE), quiet);
  project.provide('clusterUrl', cluster.url('postgres'));
  return async () => cluster[Symbol.asyncDispose]();
}
