import 'fake-indexeddb/auto';
import { expect, test } from 'vitest';
import { keyInBrowser } from './keeping/replicaKey.ts';
import { openReplica } from './openReplica.ts';
import { deleteStoredReplicas } from './storedReplicas.ts';

const COMPANY = '0199a000-0000-7000-8000-000000000001';
const users = ['0199a000-0000-7000-8000-00000000000a', '0199a000-0000-7000-8000-00000000000b'] as const;
async function open(userId: string) {
  const owner = { companyId: COMPANY, userId };
  const key = await keyInBrowser(owner);
  if (!key) throw new Error('no WebCrypto here');
  const server = { url: 'ws://localhost:1/sync', accessToken: async () => null };
  return openReplica({ ...owner, ...server, storage: { kind: 'trusted', key } });
}
const names = async () => (await indexedDB.databases()).map((database) => database.name ?? '');

test('a wipe leaves no database of this user, and those of another', async () => {
  const other = await open(users[1]);
  await other.close();
  const mine = await open(users[0]);
  await mine.wipe();
  expect((await names()).filter((name) => name.includes(users[0]))).toEqual([]);
  expect((await names()).filter((name) => name.includes(users[1]))).not.toEqual([]);
  await deleteStoredReplicas();
  expect(await names()).toEqual([]);
});
