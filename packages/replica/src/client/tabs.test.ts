import { expect, test } from 'vitest';
import type { SyncState } from './syncState.ts';
import { createTabs } from './tabs.ts';

const live: SyncState = { kind: 'live' };
const offline: SyncState = { kind: 'offline', since: 5 };
const heardBy = () => {
  const heard: SyncState[] = [];
  return { heard, hear: (state: SyncState) => void heard.push(state) };
};
const delivered = () => new Promise((resolve) => setTimeout(resolve, 20));

test('a window that opens later hears how things stand, and what changes after', async () => {
  const [first, second] = [heardBy(), heardBy()];
  const leading = createTabs('t1', first.hear);
  leading.lead(() => live);
  const following = createTabs('t1', second.hear);
  await delivered();
  expect(second.heard).toEqual([live]);
  leading.tell(offline);
  await delivered();
  expect(second.heard).toEqual([live, offline]);
  expect(first.heard).toEqual([]);
  leading.close();
  following.close();
});

test('whoever takes the lead says so, and is deaf to what the former leader still says', async () => {
  const [first, second] = [heardBy(), heardBy()];
  const former = createTabs('t2', first.hear);
  const next = createTabs('t2', second.hear);
  next.lead(() => offline);
  await delivered();
  expect(first.heard).toEqual([offline]);
  former.tell(live);
  await delivered();
  expect(second.heard).toEqual([]);
  former.close();
  next.close();
});

test('windows of other users are not heard', async () => {
  const stranger = heardBy();
  const mine = createTabs('user-a', () => {});
  const theirs = createTabs('user-b', stranger.hear);
  mine.lead(() => live);
  await delivered();
  expect(stranger.heard).toEqual([]);
  mine.close();
  theirs.close();
});
