/**
 * A whole desk for tests: a company with a queue, two users and a WhatsApp channel, webhooks to inject deliveries into,
 * and the lanes at work. `await using desk = await testDesk(database, …)`.
 */
import { createHmac, randomBytes, randomUUID } from 'node:crypto';
import { tmpdir } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Role } from '@balcao/domain';
import type { Actor } from '../auth/index.ts';
import { wakeLane } from '../conversations/index.ts';
import { inCompany, type Trx } from '../db/index.ts';
import { createApp } from '../http/app.ts';
import { type LaneWorker, startLanes } from '../jobs/index.ts';
import { createLog } from '../logging.ts';
import { createMediaFiles, type FileLinks, fileLinks, type MediaFiles, serveMedia } from '../media/index.ts';
import { quiet, type TestDatabase, testCompany } from '../testing/index.ts';
import { createChannel } from './createChannel.ts';
import { parseCredentialKeys, sealCredentials } from './credentials.ts';
import { flowLane } from './flow/flowLane.ts';
import { inboundLane } from './inboundLane.ts';
import { outboundLane } from './outboundLane.ts';
import { registerWebhooks } from './webhooks.ts';

export const CREDENTIAL_KEY_LIST = `test:${randomBytes(32).toString('base64')}`;
export const credentialKeys = parseCredentialKeys(CREDENTIAL_KEY_LIST);

export type TestDesk = Awaited<ReturnType<typeof testDesk>>;

/** @param platformUrl where the channel sends to; nothing listens there unless a test says so. */
export async function testDesk(
  database: TestDatabase,
  {
    platformUrl = 'http://127.0.0.1:9',
    workers = [],
    files = createMediaFiles(tmpdir()),
  }: { platformUrl?: string; workers?: LaneWorker[]; files?: MediaFiles } = {},
) {
  const companyId = await testCompany(database);
  const inside = <Result>(work: (trx: Trx) => Promise<Result>) => inCompany(database, companyId, work);
  const appSecret = randomUUID();
  const verifyToken = randomUUID();
  const phoneNumberId = String(Math.floor(Math.random() * 1e15));
  const { channelId, queueId } = await inside(async (trx) => {
    const queue = await trx
      .insertInto('queue')
      .values({ companyId, name: 'Recepção', isDefault: true })
      .returning('id')
      .executeTakeFirstOrThrow();
    const credentials = { accessToken: 'sim-access-token', appSecret, verifyToken, baseUrl: platformUrl };
    const input = { kind: 'whatsapp' as const, name: 'Canal de teste', externalId: phoneNumberId, credentials };
    const channel = await createChannel(trx, companyId, credentialKeys, { ...input, status: 'active' });
    return { ...channel, queueId: queue.id };
  });

  const app = createApp({ log: createLog({ level: 'silent' }) });
  const secret = randomBytes(32);
  serveMedia(app, { database, files, secret });
  // Where platforms fetch files: this desk's own address, once it listens.
  const linkTo: FileLinks = (file) => fileLinks(ownAddress(app), secret)(file);
  await registerWebhooks(app, { database, log: quiet, credentialKeys, meta: { appSecret: null, verifyToken: null } });
  await app.ready();
  const all = [
    inboundLane({ log: quiet }),
    outboundLane({ database, log: quiet, credentialKeys, files, linkTo }),
    flowLane({ credentialKeys }),
    wakeLane,
    ...workers,
  ];
  const start = () => startLanes({ database, log: quiet, workers: all });
  let lanes: Awaited<ReturnType<typeof start>> | null = await start();

  const user = (role: Role, queueIds: readonly string[] = [queueId]): Promise<Actor> =>
    inside(async (trx) => {
      const account = {
        companyId,
        email: `${randomUUID()}@example.com`,
        name: `Pessoa de teste ${role}`,
        role,
        passwordHash: '-',
      };
      const { id } = await trx.insertInto('userAccount').values(account).returning('id').executeTakeFirstOrThrow();
      return { companyId, userId: id, role, queueIds };
    });

  const desk = {
    companyId,
    channelId,
    queueId,
    phoneNumberId,
    appSecret,
    verifyToken,
    app,
    files,
    inside,
    user,
    /** A delivery as Meta would send it, signed with the channel's secret unless another is given. */
    deliver: async (
      body: unknown,
      { secret = appSecret, path = '/webhooks/whatsapp/' }: { secret?: string; path?: string } = {},
    ) => {
      const payload = typeof body === 'string' ? body : JSON.stringify(body);
      const signature = createHmac('sha256', secret).update(payload).digest('hex');
      const headers = { 'content-type': 'application/json', 'x-hub-signature-256': `sha256=${signature}` };
      return app.inject({ method: 'POST', url: path, payload, headers });
    },
    /** A change of Meta's webhook for this channel. */
    body: (value: Record<string, unknown>, field = 'messages') => ({
      object: 'whatsapp_business_account',
      entry: [
        {
          id: '200000000000001',
          changes: [
            {
              field,
              value: {
                messaging_product: 'whatsapp',
                metadata: { display_phone_number: '551130000000', phone_number_id: phoneNumberId },
                ...value,
              },
            },
          ],
        },
      ],
    }),
    /** Waits until no item waits and no lane is at work or due. */
    settled: async () => {
      for (let round = 0; round < 1500; round += 1) {
        const [busy] = await database.asOwner<{ n: number }>(
          `select (select count(*) from inbound_item where company_id = $1 and state = 'waiting')
             + (select count(*) from lane where company_id = $1 and gen > done_gen and due_at <= now() + interval '2 s'
                  and split_part(key, ':', 1) = any ($2)) as n`,
          [companyId, all.map((worker) => worker.prefix)],
        );
        if (Number(busy?.n) === 0) return;
        await sleep(20);
      }
      throw new Error('the lanes did not come to rest');
    },
    /** From now on the channel sends to another address. */
    pointAt: (baseUrl: string, more: Record<string, string> = {}) =>
      inside(async (trx) => {
        const credentials = sealCredentials(
          credentialKeys,
          { companyId, channelId },
          { accessToken: 'sim-access-token', appSecret, verifyToken, baseUrl, ...more },
        );
        await trx.updateTable('channel').set({ credentials }).where('companyId', '=', companyId).execute();
      }),
    /** Does now what waits for a later time: deliveries, files, snoozes. */
    hurry: async () => {
      await database.asOwner('update delivery set due_at = now(), slot_at = null where company_id = $1', [companyId]);
      await database.asOwner("update channel_flow set next_slot_at = '-infinity' where company_id = $1", [companyId]);
      await database.asOwner('update media set due_at = now() where company_id = $1', [companyId]);
      await database.asOwner('update lane set gen = gen + 1, due_at = now() where company_id = $1', [companyId]);
      await desk.settled();
    },
    deliveries: () =>
      inside((trx) =>
        trx.selectFrom('delivery').selectAll().where('companyId', '=', companyId).orderBy('createdAt').execute(),
      ),
    stopLanes: async () => {
      await lanes?.stop();
      lanes = null;
    },
    startLanes: async () => {
      lanes ??= await start();
    },
    messages: () =>
      inside((trx) =>
        trx
          .selectFrom('message')
          .selectAll()
          .where('companyId', '=', companyId)
          .where('direction', '<>', 'system')
          .orderBy('createdAt')
          .orderBy('id')
          .execute(),
      ),
    conversations: () =>
      inside((trx) =>
        trx.selectFrom('conversation').selectAll().where('companyId', '=', companyId).orderBy('openedAt').execute(),
      ),
    [Symbol.asyncDispose]: async () => {
      await lanes?.stop();
      const closed = app.close();
      // A simulator that stops may leave a connection on which nothing was asked yet: nobody would ever end it.
      app.server.closeAllConnections();
      await closed;
    },
  };
  return desk;
}

function ownAddress(app: ReturnType<typeof createApp>): string | null {
  const address = app.server.address();
  return typeof address === 'object' && address ? `http://127.0.0.1:${address.port}` : null;
}

let counter = 0;
/** A text of a contact as it stands in `messages`; every one has an id of its own. */
export function textMessage(text: string, extra: Record<string, unknown> = {}) {
  counter += 1;
  const id = `wamid.TESTE${process.pid}.${counter}`;
  const timestamp = String(Math.floor(Date.now() / 1000));
  return { from: '5511900000011', id, timestamp, type: 'text', text: { body: text }, ...extra };
}
