import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Database, Log } from '../db/index.ts';
import { withRawBodies } from '../http/rawBody.ts';
import { webhookReceived } from '../metrics.ts';
import { type Accept, createAcceptance, isAboutData, type PlacedItem } from './accept.ts';
import type { InboundItem, RawDelivery } from './adapter.ts';
import { adapterOf, channelKinds } from './adapters.ts';
import { type ChannelDirectory, channelDirectory, type Delivering, type DirectoryEntry } from './channelDirectory.ts';
import type { CredentialKeys } from './credentials.ts';

/**
 * Where platforms deliver (INB-05, INB-06). Plain routes over raw bytes, since a platform asks for an answer within
 * 250 ms at the median: signature, JSON, one statement, 200. Everything else happens in lanes.
 */
export type WebhookOptions = {
  database: Database;
  log: Log;
  credentialKeys: CredentialKeys;
  /** What the environment sets for the whole installation. */
  meta: { appSecret: string | null; verifyToken: string | null };
  /** As platforms reach us; `null`: as each of them did. Twilio signs the address that it called. */
  publicUrl?: string | null;
};

/** Meta speaks of 3 MB at most (unverified); history of thousands of messages may come in one piece. */
const BODY_LIMIT_BYTES = 16 * 1024 * 1024;

/** One platform's face: everything that its two routes need. */
type Face = { adapter: Delivering; directory: ChannelDirectory; accept: Accept; publicUrl: string | null };

export async function registerWebhooks(app: FastifyInstance, options: WebhookOptions): Promise<void> {
  const { database, log, credentialKeys, meta, publicUrl = null } = options;
  await app.register(async (scope) => {
    withRawBodies(scope, BODY_LIMIT_BYTES);
    scope.addHook('onError', async (_request, _reply, error) => {
      if (error.statusCode === 413) webhookReceived.inc({ status: 'invalid' });
    });
    for (const kind of channelKinds()) {
      const { webhook, credentials } = adapterOf(kind);
      if (!webhook) continue;
      const adapter: Delivering = { kind, credentials, webhook };
      const directory = channelDirectory(adapter, { database, log, credentialKeys, ...meta });
      const face: Face = { adapter, directory, accept: createAcceptance(database, kind), publicUrl };
      for (const path of [webhook.path, `${webhook.path}/:channelId`]) {
        for (const prefix of ['', '/api/v1']) {
          scope.get(prefix + path, (request, reply) => answerChallenge(face, request, reply));
          scope.post(prefix + path, (request, reply) => takeDelivery(face, request, reply));
        }
      }
    }
  });
}

/** `/{channelId}` at the end, where a platform is told an address of its own per channel. */
function addressedChannel(request: FastifyRequest): string | null {
  const { params } = request;
  const found = typeof params === 'object' && params !== null && 'channelId' in params ? params.channelId : null;
  return typeof found === 'string' ? found : null;
}

async function answerChallenge(
  { adapter, directory }: Face,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const addressed = addressedChannel(request);
  const query = request.query as Record<string, unknown>;
  const answerFrom = (entries: readonly DirectoryEntry[]) => {
    const asked = addressed === null ? entries : entries.filter((entry) => entry.channelId === addressed);
    return adapter.webhook.challenge(query, [...new Set(asked.map((entry) => entry.verifyToken))]);
  };
  const answer = await directory.lookUp(answerFrom);
  if (answer !== null) return reply.type('text/plain').send(answer);
  webhookReceived.inc({ status: 'rejected' });
  return reply.code(403).send();
}

async function takeDelivery(
  { adapter, directory, accept, publicUrl }: Face,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const { webhook } = adapter;
  const bytes = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0);
  const path = request.raw.url ?? request.url;
  const asSeen = `${request.protocol}://${request.host}${path}`;
  const urls = publicUrl === null ? [asSeen] : [publicUrl + path, asSeen];
  const delivery: RawDelivery = { bytes, headers: request.headers, urls, now: Date.now() };
  const secret = await directory.lookUp((entries) => signerOf(adapter, entries, delivery));
  if (secret === null) {
    webhookReceived.inc({ status: 'rejected' });
    return reply.code(401).send();
  }
  const body = webhook.read(bytes);
  if (body === undefined) {
    webhookReceived.inc({ status: 'invalid' });
    return reply.code(400).send();
  }
  const split = webhook.split(body, delivery);
  const signed = (entries: readonly DirectoryEntry[]) => entries.filter((entry) => entry.secret === secret);
  // A channel that was set up a moment ago is worth a second look before its first message counts as nobody's.
  const trusted =
    (await directory.lookUp((entries) => (areAllKnown(split, signed(entries)) ? signed(entries) : null))) ??
    (await directory.lookUp(signed)) ??
    [];
  const items = place(split, trusted, addressedChannel(request), webhook.secretsOf);
  const correlationId = request.id;
  await accept({ correlationId, items }).catch((error: unknown) => {
    if (!isAboutData(error)) throw error;
    return accept({ correlationId, items: [asText(bytes, items[0]?.channel ?? null)] });
  });
  webhookReceived.inc({ status: items.every((item) => item.channel) ? 'accepted' : 'unknown' });
  const { status, type, body: answer } = webhook.accepted;
  if (type) reply.type(type);
  return reply.code(status).send(answer || undefined);
}

/**
 * The secret that signed these bytes, each distinct one tried once. A delivery speaks only for the channels of that
 * secret: with one company's secret nobody can bring messages into another's.
 */
function signerOf({ webhook }: Delivering, entries: readonly DirectoryEntry[], delivery: RawDelivery): string | null {
  const secrets = new Set(entries.map((entry) => entry.secret).filter((secret) => secret !== ''));
  return secrets.values().find((secret) => webhook.verify(delivery, secret)) ?? null;
}

const areAllKnown = (items: readonly InboundItem[], trusted: readonly DirectoryEntry[]): boolean =>
  items.every((item) => item.account === null || trusted.some((entry) => entry.externalId === item.account));

/**
 * Items go to the channel of their account; those that name none to the channel in the path, or to the only one that the
 * secret belongs to (Whaticket's deliveries name no account).
 */
function place(
  items: readonly InboundItem[],
  trusted: readonly DirectoryEntry[],
  addressedId: string | null,
  secretsOf: 'channel' | 'metaApp',
): PlacedItem[] {
  const byAccount = new Map(trusted.map((entry) => [entry.externalId, entry]));
  const real = trusted.filter((entry) => entry.externalId !== '');
  const sole = addressedId === null && secretsOf === 'channel' && real.length === 1 ? real[0] : undefined;
  const addressed = real.find((entry) => entry.channelId === addressedId) ?? sole;
  return items.map((item) => ({
    ...item,
    channel: (item.account === null ? addressed : item.account !== '' && byAccount.get(item.account)) || null,
  }));
}

/** What the database cannot hold as it is (nested thousands deep) is kept as its text, for an admin to read. */
function asText(bytes: Buffer, channel: PlacedItem['channel']): PlacedItem {
  const payload = { kind: 'other', field: 'not storable', value: bytes.toString('utf8') };
  return { channel, account: null, person: '-', payload };
}
