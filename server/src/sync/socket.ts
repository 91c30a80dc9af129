/**
 * `/sync`: one graphql-ws socket per console, on the web server's own port. docs/sync.md says what travels on it.
 *
 * Security: the origin must be this host (or the desktop's), since browsers send a page's sockets anywhere; nothing is
 * executed before a token was verified; only our own documents are; messages are bounded; and a revoked session loses
 * its sockets at once.
 */
import { randomUUID } from 'node:crypto';
import type { IncomingMessage, Server } from 'node:http';
import type { Duplex } from 'node:stream';
import { Refusal } from '@balcao/domain';
import { CLOSE, REPLICA_NAMES } from '@balcao/replica';
import {
  type ExecutionArgs,
  execute,
  type FormattedExecutionResult,
  GraphQLError,
  type GraphQLFormattedError,
  subscribe,
} from 'graphql';
import { type ExecutionResult, GRAPHQL_TRANSPORT_WS_PROTOCOL, makeServer } from 'graphql-ws';
import { type WebSocket, WebSocketServer } from 'ws';
import type { Sessions } from '../auth/index.ts';
import type { Database, Log } from '../db/index.ts';
import { syncSockets } from '../metrics.ts';
import { type Connected, connect } from './connection.ts';
import { followFeed } from './feedListener.ts';
import { createHub } from './hub.ts';
import { createDesk } from './live/desk.ts';
import type { LiveTopic } from './live/liveTopic.ts';
import { createNewest } from './live/newest.ts';
import { createPresence } from './live/presence.ts';
import type { AnyReplicaSource } from './replicaSource.ts';
import { createSyncSchema } from './schema.ts';
import { createStreamLine } from './streamLine.ts';
import { serveWebSockets } from './webSockets.ts';
import { windowFrom } from './window.ts';

export const SYNC_PATH = '/sync';
/** Consoles cut their pushes at about 1 MB; the longest single row is below it. Higher: memory for whoever fills it. */
const MESSAGE_LIMIT_BYTES = 4 * 1024 * 1024;
/** A token may have to be fetched first, over a slow line. */
const FIRST_WORD_WITHIN_MS = 10_000;
/** The page of the packaged desktop (CON-02). */
const DESKTOP_ORIGIN = 'app://balcao';

export type SyncDeps = {
  database: Database;
  sources: readonly AnyReplicaSource[];
  sessions: Sessions;
  log: Log;
  /** As people reach this server, where a proxy in front of it changes the host. */
  publicUrl?: string | null;
  now?: () => number;
  /** Where the window of consoles begins now. */
  keptFrom?: () => Date;
  /** Told of every console that comes and goes. */
  devices?: { here(device: Device): void; gone(device: Device): void };
  /** Topics of features, beside presence. */
  topics?: readonly LiveTopic[];
};
type Device = Pick<Connected, 'companyId' | 'userId' | 'connectionId'>;

export type Sync = {
  /** Ends every socket with "going away"; consoles come back by themselves. */
  close(): Promise<void>;
};

/** What graphql-ws carries with a socket. */
type Extra = { socket: WebSocket; connected?: Connected };

/** Serves `/sync` on `server`. Resolves once changes of other processes are heard. */
export async function attachSync(server: Server, deps: SyncDeps): Promise<Sync> {
  const { database, sources, sessions, log, publicUrl = null, now = Date.now, devices, topics = [] } = deps;
  const keptFrom = deps.keptFrom ?? (() => windowFrom(now()));
  const definitions = sources.map((source) => source.definition);
  const missing = REPLICA_NAMES.filter((name) => !definitions.some((definition) => definition.name === name));
  if (missing.length > 0) throw new Error(`No source is given for these replicas: ${missing.join(', ')}`);
  const conversations = sources.find(({ definition }) => definition.name === 'conversations');
  if (!conversations) throw new Error('No source is given for conversations.');
  const presence = await createPresence({ database, conversations, log, now });
  const desk = await createDesk({ database, conversations, log, now });
  const onMoved: typeof presence.recheck = (companyId, moved) => {
    presence.recheck(companyId, moved);
    desk.recheck(companyId, moved);
  };
  const hub = createHub({ database, sources, log, onMoved });
  const sync = createSyncSchema(database, sources, [presence, desk, ...topics], keptFrom);
  /** Where the changes that somebody subscribed to are written. */
  const streams = new WeakMap<ExecutionArgs, { connected: Connected; socket: WebSocket; id: string }>();
  const open = new Map<string, Set<Connected>>();

  const sockets = new WebSocketServer({ noServer: true, maxPayload: MESSAGE_LIMIT_BYTES });
  const graphql = makeServer<Record<string, unknown>, Extra>({
    schema: sync.schema,
    connectionInitWaitTimeout: FIRST_WORD_WITHIN_MS,
    // Ours, so that schema and execution are of one copy of graphql-js however modules are resolved.
    execute,
    subscribe: (args) => (streams.has(args) ? stream(args) : subscribe(args)),
    async onConnect({ extra, connectionParams }) {
      try {
        const connected = await connect(extra.socket, connectionParams, { sessions, hub, definitions, now });
        extra.connected = connected;
        remember(open, connected);
        syncSockets.inc();
        devices?.here(deviceOf(connected));
        return { holdsMs: connected.holdsMs, keptFrom: keptFrom().getTime() };
      } catch (error) {
        turnAway(extra.socket, error);
        return false;
      }
    },
    async onDisconnect({ extra: { connected } }) {
      if (!connected) return;
      connected.end();
      forget(open, connected);
      syncSockets.dec();
      devices?.gone(deviceOf(connected));
    },
    onSubscribe({ extra }, id, { query, variables }) {
      const document = sync.documentOf(query);
      if (!document) return [new GraphQLError('not a document of this server')];
      const { socket, connected } = extra;
      const args: ExecutionArgs = {
        schema: sync.schema,
        document,
        rootValue: sync.root,
        contextValue: connected,
        variableValues: variables ?? {},
      };
      if (connected && sync.isChanges(document)) streams.set(args, { connected, socket, id });
      return args;
    },
    onNext: ({ extra }, _id, _payload, _args, result) => withoutSecrets(result, extra.connected),
  });
  const served = serveWebSockets(graphql, sockets, { extraOf: (socket) => ({ socket }), log });

  /** Ended by whoever subscribed; the events themselves go past graphql-js, which would write each anew for each console. */
  async function stream(args: ExecutionArgs): Promise<AsyncIterableIterator<never>> {
    const to = streams.get(args);
    if (!to) throw new Error('Not a stream of changes.');
    const leave = await to.connected.stream(createStreamLine(to.socket, to.id));
    return createNewest<never>(leave);
  }

  function turnAway(socket: WebSocket, error: unknown): void {
    if (!(error instanceof Refusal)) {
      log.warn({ err: error }, 'a console could not be taken');
      socket.close(CLOSE.unavailable, 'unavailable');
    } else if (error.problem.code === 'replica.clientTooOld' || error.problem.code === 'replica.serverTooOld') {
      socket.close(CLOSE.tooOld, JSON.stringify(error.problem));
    } else socket.close(CLOSE.signedOut, error.problem.code);
  }

  /** Refusals travel with their problem, bugs with a reference to the log and nothing else. */
  function withoutSecrets(
    { data, errors }: ExecutionResult,
    connected?: Connected,
  ): FormattedExecutionResult | undefined {
    return errors && { data: data ?? null, errors: errors.map((error) => tellable(error, connected)) };
  }

  function tellable(error: GraphQLError, connected?: Connected): GraphQLFormattedError {
    const cause = error.originalError ?? error;
    if (cause instanceof Refusal) return { message: cause.problem.code, extensions: { problem: cause.problem } };
    const reference = randomUUID();
    const { companyId: company, userId: user } = connected ?? {};
    log.error({ err: cause, correlation_id: reference, company, user }, 'a sync operation failed');
    return { message: 'internal', extensions: { reference } };
  }

  function upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void {
    const refusal = refusalOf(request, publicUrl);
    // Somebody else's path, if anybody else listens.
    if (refusal === '404 Not Found' && server.listenerCount('upgrade') > 1) return;
    if (refusal) socket.end(`HTTP/1.1 ${refusal}\r\nconnection: close\r\ncontent-length: 0\r\n\r\n`);
    else sockets.handleUpgrade(request, socket, head, (taken) => sockets.emit('connection', taken, request));
  }

  const stopFollowing = await followFeed(database, {
    onChange: (companyIds) => {
      for (const companyId of companyIds ?? [null]) hub.wake(companyId);
    },
    onGap: () => hub.wake(null),
  });
  const stopHearing = sessions.onRevoked((sessionId) => {
    for (const connected of open.get(sessionId) ?? []) connected.signOut();
  });
  server.on('upgrade', upgrade);

  return {
    async close() {
      server.off('upgrade', upgrade);
      stopHearing();
      stopFollowing();
      presence.stop();
      desk.stop();
      for (const topic of topics) topic.stop();
      await served.close();
    },
  };
}

const deviceOf = ({ companyId, userId, connectionId }: Connected): Device => ({ companyId, userId, connectionId });

function remember(open: Map<string, Set<Connected>>, connected: Connected): void {
  const sockets = open.get(connected.sessionId) ?? new Set();
  open.set(connected.sessionId, sockets.add(connected));
}

function forget(open: Map<string, Set<Connected>>, connected: Connected): void {
  const sockets = open.get(connected.sessionId);
  sockets?.delete(connected);
  if (sockets?.size === 0) open.delete(connected.sessionId);
}

function refusalOf(request: IncomingMessage, publicUrl: string | null): string | null {
  if (new URL(request.url ?? '/', 'http://localhost').pathname.replace(/\/$/, '') !== SYNC_PATH) return '404 Not Found';
  if (!isOurOrigin(request, publicUrl)) return '403 Forbidden';
  const protocols = request.headers['sec-websocket-protocol'] ?? '';
  return protocols.includes(GRAPHQL_TRANSPORT_WS_PROTOCOL) ? null : '400 Bad Request';
}

/** Programs send no origin and need a token all the same; a page of anybody else's may not use its visitor's. */
export function isOurOrigin(request: Pick<IncomingMessage, 'headers'>, publicUrl: string | null): boolean {
  const { origin, host } = request.headers;
  if (origin === undefined || origin === DESKTOP_ORIGIN) return true;
  if (!URL.canParse(origin)) return false;
  const from = new URL(origin).host;
  return from === host || (publicUrl !== null && from === new URL(publicUrl).host);
}
