/**
 * A company with its `/sync` for tests: the real web server on a port of its own, the sequencer, and as many consoles as
 * a test wants, each with its own memory. `await using desk = await syncDesk(database)`.
 *
 * Two consoles at once in one process take `only` some of the replicas: RxDB's free edition opens 13 collections.
 */
import { randomUUID } from 'node:crypto';
import type { AddressInfo } from 'node:net';
import type { Role } from '@balcao/domain';
import { REPLICA_NAMES } from '@balcao/replica';
import { openReplica, type Replica, type ReplicaOptions } from '@balcao/replica/client';
import { memoryStorage } from '@balcao/replica/testing';
import { lockConversation } from '../conversations/index.ts';
import { inCompany, type Trx } from '../db/index.ts';
import { replicaSources } from '../replicaSources.ts';
import { quiet, type TestDatabase, testCompany, testServer, testUser, until } from '../testing/index.ts';
import { startSequencer } from './sequencer.ts';
import { attachSync } from './socket.ts';
import { windowFrom } from './window.ts';

export type Console = Replica & {
  /** Everything of the server is here, and the stream runs. */
  live(): Promise<void>;
  /** Nothing waits to be pushed. */
  sent(): Promise<void>;
  all<Name extends keyof Replica['collections']>(name: Name): Promise<Record<string, unknown>[]>;
  ids(name: keyof Replica['collections']): Promise<string[]>;
};

export type Person = { userId: string; token: string; email: string };

type ConsoleOptions = Partial<Pick<ReplicaOptions, 'onSignedOut' | 'windowStepMs' | 'only'>> & {
  storage?: ReplicaOptions['storage'];
  at?: string;
  start?: boolean;
  fresh?: boolean;
};

export type SyncDesk = Awaited<ReturnType<typeof syncDesk>>;

/** @param aheadMs by how much the socket's clock is ahead: tokens end earlier for it. */
export async function syncDesk(database: TestDatabase, { aheadMs = 0 } = {}) {
  const companyId = await testCompany(database);
  const inside = <Result>(work: (trx: Trx) => Promise<Result>) => inCompany(database, companyId, work);
  const { channelId, queueId } = await inside(async (trx) => {
    const queue = { companyId, name: 'Recepção', isDefault: true };
    const { id: queueId } = await trx.insertInto('queue').values(queue).returning('id').executeTakeFirstOrThrow();
    const account = { kind: 'whatsapp', externalId: randomUUID(), credentials: '-', status: 'active' };
    const channel = { companyId, name: 'Canal de teste', ...account };
    const { id: channelId } = await trx.insertInto('channel').values(channel).returning('id').executeTakeFirstOrThrow();
    return { channelId, queueId };
  });

  const served = await testServer({ database });
  const sequencer = startSequencer(database, quiet);
  let daysLater = 0;
  const attach = () =>
    attachSync(served.app.server, {
      database,
      sources: replicaSources,
      sessions: served.sessions,
      log: quiet,
      now: () => Date.now() + aheadMs,
      keptFrom: () => windowFrom(Date.now() + daysLater * 86_400_000),
    });
  let sync = await attach();
  await served.app.listen({ port: 0, host: '127.0.0.1' });
  const { port } = served.app.server.address() as AddressInfo;
  const url = `ws://127.0.0.1:${port}/sync`;
  const consoles = new Set<Replica>();

  const person = async (role: Role, { queues = [] }: { queues?: readonly string[] } = {}): Promise<Person> => {
    const email = `${randomUUID()}@example.com`;
    const userId = await testUser(database, companyId, { email, role, name: `Pessoa de teste ${role}` });
    for (const queue of queues) await join(userId, queue);
    return { userId, email, token: await served.signIn(email) };
  };
  const join = (userId: string, queue: string) =>
    inside((trx) => trx.insertInto('queueMember').values({ companyId, queueId: queue, userId }).execute());

  return {
    companyId,
    channelId,
    queueId,
    url,
    served,
    inside,
    person,
    join,
    /** Opens a console; `storage` is its machine's disk, `at` another way to the server; `fresh`: a new token each time. */
    async console(
      { userId, token, email }: Person,
      {
        storage = memoryStorage(),
        at = url,
        start = true,
        onSignedOut = () => {},
        fresh = false,
        windowStepMs = 6 * 3_600_000,
        only = REPLICA_NAMES,
      }: ConsoleOptions = {},
    ): Promise<Console> {
      const accessToken = () => (fresh ? served.signIn(email) : Promise.resolve(token));
      const replica = await openReplica({
        companyId,
        userId,
        url: at,
        accessToken,
        storage,
        onSignedOut,
        windowStepMs,
        only,
      });
      consoles.add(replica);
      if (start) replica.sync.start();
      const all: Console['all'] = async (name) =>
        (await replica.collections[name].find().exec()).map((row) => row.toMutableJSON());
      return {
        ...replica,
        live: () => until(() => replica.sync.current().kind === 'live'),
        sent: () => settled(replica),
        all,
        ids: async (name) => (await all(name)).map((row) => String(row.id)).sort(),
      };
    },
    /** A contact with an open conversation that they have just written in. */
    conversation: ({ queue = null, assignee = null }: { queue?: string | null; assignee?: string | null } = {}) =>
      inside(async (trx) => {
        const contact = { companyId, name: 'Contato de teste', phone: '+5511900000000' };
        const { id: contactId } = await trx
          .insertInto('contact')
          .values(contact)
          .returning('id')
          .executeTakeFirstOrThrow();
        const { id } = await trx
          .insertInto('conversation')
          .values({
            companyId,
            contactId,
            channelId,
            channelKind: 'whatsapp',
            queueId: queue,
            assigneeId: assignee,
            lastInboundAt: new Date(),
          })
          .returning('id')
          .executeTakeFirstOrThrow();
        return { conversationId: id, contactId };
      }),
    /** A message of the contact. */
    message: (conversationId: string, text = 'olá') =>
      inside(async (trx) => {
        await lockConversation(trx, companyId, conversationId);
        const content = JSON.stringify({ kind: 'text', text });
        const message = { companyId, conversationId, channelId, direction: 'in', kind: 'text', source: 'contact' };
        const row = trx
          .insertInto('message')
          .values({ ...message, text, content })
          .returning('id');
        return (await row.executeTakeFirstOrThrow()).id;
      }),
    /** From the next connection on the window of consoles is where it will be in so many days. */
    letDaysPass(days: number) {
      daysLater += days;
    },
    /** Takes `/sync` away, as a server that ends does, until the function that is returned brings it back. */
    async stopSync() {
      await sync.close();
      return async () => {
        sync = await attach();
      };
    },
    async [Symbol.asyncDispose]() {
      await Promise.all([...consoles].map((replica) => replica.wipe().catch(() => {})));
      await sync.close();
      await served[Symbol.asyncDispose]();
      await sequencer.stop();
    },
  };
}

/** Waits until a replica has nothing to push. */
function settled(replica: Replica): Promise<void> {
  return new Promise((resolve) => {
    const subscription = replica.pendingChanges$.subscribe((count) => {
      if (count > 0) return;
      resolve();
      queueMicrotask(() => subscription.unsubscribe());
    });
  });
}
