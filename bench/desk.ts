/** An installation with a company of a known size in it, and somebody who may see everything. */
import { Stack } from '../e2e/stack.ts';
import { createDatabase, openDatabase } from '../server/src/db/database.ts';
import { quiet } from '../server/src/testing/quiet.ts';
import type { ScratchCluster } from '../server/src/testing/scratchCluster.ts';
import { testCompany } from '../server/src/testing/testCompany.ts';
import { TEST_PASSWORD, testUser } from '../server/src/testing/testUser.ts';
import { type DeskSize, fillDesk } from './fillDesk.ts';

export type Desk = AsyncDisposable & {
  stack: Stack;
  /** Of its database, as the owner. */
  databaseUrl: string;
  companyId: string;
  userId: string;
  email: string;
  password: string;
};

/** @param name of its database, which nobody else in `cluster` has. */
export async function startDesk(cluster: ScratchCluster, name: string, size: DeskSize): Promise<Desk> {
  await using resources = new AsyncDisposableStack();
  const databaseUrl = cluster.url(name);
  await createDatabase(cluster.url('postgres'), name);
  const server = { kind: 'external', url: databaseUrl, directUrl: databaseUrl } as const;
  const database = await openDatabase({ server, dataDir: '', log: quiet });
  const companyId = await testCompany(database);
  const email = `admin@${name.replaceAll('_', '-')}.test`;
  const userId = await testUser(database, companyId, { email });
  await database.close();
  await fillDesk(databaseUrl, companyId, size);

  const stack = await Stack.start({ environment: { DATABASE_URL: databaseUrl } });
  resources.defer(() => stack.close());
  const kept = resources.move();
  return {
    stack,
    databaseUrl,
    companyId,
    userId,
    email,
    password: TEST_PASSWORD,
    [Symbol.asyncDispose]: () => kept.disposeAsync(),
  };
}
