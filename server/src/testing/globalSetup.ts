/**
 * One PostgreSQL a run, and in it one migrated template; each test file clones it (testDatabase.ts). Durability is off:
 * what a power cut takes from a test, nobody misses.
 */
import type { TestProject } from 'vitest/node';
import { connectDirect } from '../db/connection.ts';
import { createDatabase, prepare } from '../db/database.ts';
import { LOCKED_FIRST } from './lockedFirst.ts';
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
  await inTemplate(cluster.url(TEMPLATE));
  project.provide('clusterUrl', cluster.url('postgres'));
  return async () => cluster[Symbol.asyncDispose]();
}

async function inTemplate(url: string): Promise<void> {
  const client = await connectDirect(url);
  try {
    await client.query(LOCKED_FIRST);
  } finally {
    await client.end();
  }
}
