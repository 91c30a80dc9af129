import { openReplica } from '@balcao/replica/client';
import { afterEach, expect, test, vi } from 'vitest';
import { feedSearch } from './feed.ts';
import type { SearchClient } from './searchClient.ts';

const faults: unknown[] = [];
const keepFault = (fault: unknown) => faults.push(fault);
process.on('unhandledRejection', keepFault);
afterEach(() => process.off('unhandledRejection', keepFault));

test('signing out while the index waits for its next page reads nothing more', async () => {
  const replica = await openReplica({
    companyId: 'company-of-the-index',
    userId: 'user-of-the-index',
    url: 'ws://localhost:1/sync',
    accessToken: async () => null,
    storage: { kind: 'memory' },
  });
  const search: SearchClient = { put: () => {}, remove: () => {}, find: async () => [], close: () => {} };
  const pauses: (() => void)[] = [];
  const feed = feedSearch(replica, search, () => new Promise((resolve) => pauses.push(resolve)));
  const nextPause = (count: number) => vi.waitFor(() => expect(pauses).toHaveLength(count));

  await nextPause(1);
  pauses[0]?.();
  await nextPause(2);
  feed.close();
  await replica.close();
  pauses[1]?.();

  await new Promise((resolve) => setTimeout(resolve, 20));
  expect(faults).toEqual([]);
  expect(feed.isWhole$.value).toBe(false);
});
