import type { DeskPresent, Present } from '@balcao/replica';
import type { Presence } from '@balcao/replica/client';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { replicaSources } from '../../replicaSources.ts';
import { quiet, type TestDatabase, testDatabase, testServer, until } from '../../testing/index.ts';
import { attachSync } from '../socket.ts';
import { type SyncDesk, syncDesk } from '../testSync.ts';
import { tellContactTypes } from './presenceNotices.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase({ poolSize: 20 });
});
afterAll(() => database.close());

const only = ['conversations'] as const;

function watched(presence: Presence) {
  const seen: { now: readonly Present[] } = { now: [] };
  presence.others$.subscribe((others) => {
    seen.now = others;
  });
  return seen;
}

/** A second server process on the same database, as far as this process can be one. */
async function secondServer(desk: SyncDesk) {
  const served = await testServer({ database });
  const { sessions } = desk.served;
  const sync = await attachSync(served.app.server, { database, sources: replicaSources, sessions, log: quiet });
  await served.app.listen({ port: 0, host: '127.0.0.1' });
  const address = served.app.server.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  return {
    url: `ws://127.0.0.1:${port}/sync`,
    async [Symbol.asyncDispose]() {
      await sync.close();
      await served[Symbol.asyncDispose]();
    },
  };
}

test('two who have a conversation open see each other, typing and leaving, across server processes', async () => {
  await using desk = await syncDesk(database);
  await using other = await secondServer(desk);
  const { conversationId } = await desk.conversation();
  const [ana, rui] = [await desk.person('attendant'), await desk.person('attendant')];
  const one = await desk.console(ana, { only });
  const two = await desk.console(rui, { at: other.url, only });
  await Promise.all([one.live(), two.live()]);

  const mine = one.presence(conversationId);
  const seen = watched(mine);
  const theirs = two.presence(conversationId);
  const seenByThem = watched(theirs);
  await until(() => seen.now.length === 1 && seenByThem.now.length === 1);
  expect(seen.now).toEqual([{ who: 'colleague', userId: rui.userId, state: 'viewing' }]);
  expect(seenByThem.now).toEqual([{ who: 'colleague', userId: ana.userId, state: 'viewing' }]);

  theirs.typing();
  await until(() => seen.now[0]?.state === 'typing');
  theirs.stoppedTyping();
  await until(() => seen.now[0]?.state === 'viewing');
  theirs.leave();
  await until(() => seen.now.length === 0);
});

test('whoever loses the connection is gone for the others, and is back with it', async () => {
  await using desk = await syncDesk(database);
  const { conversationId } = await desk.conversation();
  const [ana, rui] = [await desk.person('attendant'), await desk.person('attendant')];
  const [one, two] = [await desk.console(ana, { only }), await desk.console(rui, { only })];
  await Promise.all([one.live(), two.live()]);
  const seen = watched(one.presence(conversationId));
  watched(two.presence(conversationId));
  await until(() => seen.now.length === 1);

  const back = await desk.stopSync();
  await until(() => seen.now.length === 0);
  await back();
  await until(() => seen.now.length === 1);
  await two.close();
  await until(() => seen.now.length === 0);
});

test('nobody looks into a conversation that is not theirs, and whoever loses sight of it stops looking', async () => {
  await using desk = await syncDesk(database);
  const [ana, rui] = [await desk.person('attendant'), await desk.person('attendant')];
  const { conversationId } = await desk.conversation({ assignee: ana.userId });
  const [one, two] = [await desk.console(ana, { only }), await desk.console(rui, { only })];
  await Promise.all([one.live(), two.live()]);
  const seen = watched(one.presence(conversationId));
  const spied = watched(two.presence(conversationId));
  await two.sent();
  await new Promise((resolve) => setTimeout(resolve, 300));
  expect([seen.now, spied.now]).toEqual([[], []]);

  const shared = await desk.conversation();
  const sharedSeen = watched(one.presence(shared.conversationId));
  watched(two.presence(shared.conversationId));
  await until(() => sharedSeen.now.length === 1);
  await desk.inside((trx) =>
    trx.updateTable('conversation').set({ assigneeId: ana.userId }).where('id', '=', shared.conversationId).execute(),
  );
  await until(() => sharedSeen.now.length === 0);
});

test('typing ends by itself when no stroke follows', async () => {
  await using desk = await syncDesk(database);
  const { conversationId } = await desk.conversation();
  const [ana, rui] = [await desk.person('attendant'), await desk.person('attendant')];
  const [one, two] = [await desk.console(ana, { only }), await desk.console(rui, { only })];
  await Promise.all([one.live(), two.live()]);
  const seen = watched(one.presence(conversationId));
  const theirs = two.presence(conversationId);
  await until(() => seen.now.length === 1);
  theirs.typing();
  await until(() => seen.now[0]?.state === 'typing');
  await until(() => seen.now[0]?.state === 'viewing', 8_000);
});

test('a contact who writes is seen by whoever has the conversation open, on every server, until the message or nothing comes', async () => {
  await using desk = await syncDesk(database);
  const { conversationId } = await desk.conversation();
  const { companyId } = desk;
  const one = await desk.console(await desk.person('attendant'));
  await one.live();
  const seen = watched(one.presence(conversationId));
  await until(async () => {
    await tellContactTypes(database, { companyId, conversationId }, true);
    return seen.now.length === 1;
  });
  expect(seen.now).toEqual([{ who: 'contact', state: 'typing' }]);
  await tellContactTypes(database, { companyId, conversationId }, false);
  await until(() => seen.now.length === 0);
});

test('INB-16 the list hears who is where over the whole desk, from other processes too, and only of what its reader may see', async () => {
  await using desk = await syncDesk(database);
  await using other = await secondServer(desk);
  const [ana, rui] = [await desk.person('attendant'), await desk.person('attendant')];
  const shared = await desk.conversation();
  const ruis = await desk.conversation({ assignee: rui.userId });
  const one = await desk.console(ana, { only });
  const two = await desk.console(rui, { at: other.url, only });
  await Promise.all([one.live(), two.live()]);
  // He is there before anybody looks at the list.
  const theirs = two.presence(shared.conversationId);
  watched(theirs);
  watched(two.presence(ruis.conversationId));
  const seen: { now: readonly DeskPresent[] } = { now: [] };
  const looking = one.desk$.subscribe((others) => {
    seen.now = others;
  });
  const there = { conversationId: shared.conversationId, userId: rui.userId };
  await until(() => seen.now.length > 0);
  expect(seen.now).toEqual([{ ...there, state: 'viewing' }]);
  theirs.typing();
  await until(() => seen.now[0]?.state === 'typing');
  // What becomes everybody's is seen, and what leaves one's sight is not.
  await desk.inside((trx) =>
    trx.updateTable('conversation').set({ assigneeId: null }).where('id', '=', ruis.conversationId).execute(),
  );
  await until(() => seen.now.length === 2);
  await desk.inside((trx) =>
    trx.updateTable('conversation').set({ assigneeId: rui.userId }).where('id', '=', shared.conversationId).execute(),
  );
  await until(() => seen.now.length === 1 && seen.now[0]?.conversationId === ruis.conversationId);
  await two.close();
  await until(() => seen.now.length === 0);
  looking.unsubscribe();
});
