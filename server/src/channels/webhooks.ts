import type { ChannelKind } from '@balcao/domain';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Database, Log } from '../db/index.ts';
import { withRawBodies } from '../http/rawBody.ts';
import { webhookReceived } from '../metrics.ts';
import { type Accept, createAcceptance, isAboutData, type PlacedItem } from './accept.ts';
import type { InboundItem } from './adapter.ts';
import { adapterOf } from './adapters.ts';
import { type ChannelDirectory, channelDirectory, type DirectoryEntry } from './channelDirectory.ts';
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
};

/** Meta speaks of 3 MB at most (unverified); history of thousands of messages may come in one piece. */
const BODY_LIMIT_BYTES = 16 * 1024 * 1024;

const KINDS = ['whatsapp'] as const satisfies readonly ChannelKind[];

export async function registerWebhooks(app: FastifyInstance, options: WebhookOptions): Promise<void> {
  await app.register(async (scope) => {
    withRawBodies(scope, BODY_LIMIT_BYTES);
    scope.addHook('onError', async (_request, _reply, error) => {
      if (error.statusCode === 413) webhookReceived.inc({ status: 'invalid' });
    });
    for (const kind of KINDS) {
      const { database, log, credentialKeys, meta } = options;
      const directory = channelDirectory(kind, { database, log, credentialKeys, ...meta });
      const accept = createAcceptance(database, kind);
      for (const path of [`/webhooks/${kind}`, `/webhooks/${kind}/:channelId`]) {
        for (const prefix of ['', '/api/v1']) {
          scope.get(prefix + path, (request, reply) => answerChallenge(kind, directory, request, reply));
          scope.post(prefix + path, (request, reply) => takeDelivery(kind, directory, accept, request, reply));
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
  kind: ChannelKind,
  directory: ChannelDirectory,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const addressed = addressedChannel(request);
  const query = request.query as Record<string, unknown>;
  const answerFrom = (entries: readonly DirectoryEntry[]) => {
    const asked = addressed === null ? entries : entries.filter((entry) => entry.channelId === addressed);
    return adapterOf(kind).webhook.challenge(query, [...new Set(asked.map((entry) => entry.verifyToken))]);
  };
  const answer = await directory.lookUp(answerFrom);
  if (answer !== null) return reply.type('text/plain').send(answer);
  webhookReceived.inc({ status: 'rejected' });
  return reply.code(403).send();
}

async function takeDelivery(
  kind: ChannelKind,
  directory: ChannelDirectory,
  accept: Accept,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const bytes = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0);
  const secret = await directory.lookUp((entries) => signerOf(kind, entries, bytes, request));
  if (secret === null) {
    webhookReceived.inc({ status: 'rejected' });
    return reply.code(401).send();
  }
  const body = parseJson(bytes);
  if (body === undefined) {
    webhookReceived.inc({ status: 'invalid' });
    return reply.code(400).send();
  }
  const split = adapterOf(kind).webhook.split(body);
  const signed = (entries: readonly DirectoryEntry[]) => entries.filter((entry) => entry.secret === secret);
  // A channel that was set up a moment ago is worth a second look before its first message counts as nobody's.
  const trusted =
    (await directory.lookUp((entries) => (areAllKnown(split, signed(entries)) ? signed(entries) : null))) ??
    (await directory.lookUp(signed)) ??
    [];
  const items = place(split, trusted, addressedChannel(request));
  const correlationId = request.id;
  await accept({ correlationId, items }).catch((error: unknown) => {
    if (!isAboutData(error)) throw error;
    return accept({ correlationId, items: [asText(bytes, items[0]?.channel ?? null)] });
  });
  webhookReceived.inc({ status: items.every((item) => item.channel) ? 'accepted' : 'unknown' });
  return reply.code(200).send();
}

/**
 * The secret that signed these bytes, each distinct one tried once. A delivery speaks only for the channels of that
 * secret: with one company's secret nobody can bring messages into another's.
 */
function signerOf(
  kind: ChannelKind,
  entries: readonly DirectoryEntry[],
  bytes: Buffer,
  request: FastifyRequest,
): string | null {
  const secrets = new Set(entries.map((entry) => entry.secret).filter((secret) => secret !== ''));
  return secrets.values().find((secret) => adapterOf(kind).webhook.verify(bytes, request.headers, secret)) ?? null;
}

const areAllKnown = (items: readonly InboundItem[], trusted: readonly DirectoryEntry[]): boolean =>
  items.every((item) => item.account === null || trusted.some((entry) => entry.externalId === item.account));

/** Items go to the channel of their account; those that name none to the channel in the path, where there is one. */
function place(
  items: readonly InboundItem[],
  trusted: readonly DirectoryEntry[],
  addressedId: string | null,
): PlacedItem[] {
  const byAccount = new Map(trusted.map((entry) => [entry.externalId, entry]));
  const addressed = trusted.find((entry) => entry.channelId === addressedId && entry.externalId !== '');
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

function parseJson(bytes: Buffer): unknown {
  try {
    return JSON.parse(bytes.toString('utf8'));
  } catch {
    return undefined; // JSON itself has no undefined
  }
}
