import { randomUUID } from 'node:crypto';
import type { IncomingMessage, Server } from 'node:http';
import type { Duplex } from 'node:stream';
import { type WebSocket, WebSocketServer } from 'ws';
import { z } from 'zod';
import { inCompany } from '../../db/index.ts';
import { addressLimit } from '../../http/addressLimit.ts';
import { watchPlace } from '../../queues/index.ts';
import { hearAnswering, tellContactTypes } from '../../sync/index.ts';
import { jsonOf } from '../loose.ts';
import type { WebchatGround } from './ground.ts';
import { threadOf } from './thread.ts';
import { readVisitorToken, type Visitor } from './visitorToken.ts';

/** `/ws/atendimento/{company}/` and `…/{conversation}/`; `new` stands for a visitor's conversation before its first message. */
const PATH = /^\/ws\/atendimento\/([0-9a-f-]{36})(?:\/([0-9a-f-]{36}|new))?\/?$/;
const AUTH_WITHIN_MS = 10_000;
const HEARTBEAT_MS = 25_000;
const MESSAGE_LIMIT_BYTES = 64 * 1024;
/** The desk believes it for 6 s (sync/live/presence.ts), and a page need not say it more often. */
const TYPING_EVERY_MS = 2_000;
/** Application's own close codes: 4000–4999 (RFC 6455, 7.4.2). */
const SIGNED_OUT = 4401;
const GOING_AWAY = 1001;

const said = z.discriminatedUnion('type', [
  z.object({ type: z.literal('auth'), token: z.string().max(2_000) }),
  z.object({ type: z.literal('message'), clientId: z.uuid(), text: z.string().trim().min(1).max(4_000) }),
  z.object({ type: z.literal('read'), until: z.number().int() }),
  z.object({ type: z.literal('typing') }),
]);

/** Who answers where the token is no visitor's (outsiders). @returns what hears the socket's words, or `null`. */
type OtherTokens = {
  take(
    socket: WebSocket,
    wish: { companyId: string; conversationId: string | null; token: string },
  ): Promise<((text: string) => Promise<void>) | null>;
};

type Line = {
  socket: WebSocket;
  visitor: Visitor;
  /** As of the last look; `null` before the first message. */
  conversationId: string | null;
  toldTypingAt: number;
  told: Map<string, string>;
  wasClosed: boolean;
  unwatchPlace: () => void;
  look: Promise<void>;
};

/**
 * The visitor's live line. It says what is new since it last said something, read from the database whenever a change of
 * the visitor's conversations commits (migration 0050), so nothing that was missed stays missed.
 */
export async function attachWebchat(
  server: Server,
  ground: WebchatGround,
  others: OtherTokens | null = null,
): Promise<{ close(): Promise<void> }> {
  const { database, log, secret } = ground;
  const sockets = new WebSocketServer({ noServer: true, maxPayload: MESSAGE_LIMIT_BYTES });
  const lines = new Map<string, Set<Line>>();
  const messages = addressLimit({ burst: 60, perMs: 60_000 });

  const stopListening = await database.listener.subscribe({
    channel: 'webchat',
    onNotification: (key) => {
      for (const line of lines.get(key) ?? []) look(line);
    },
    onGap: () => {
      for (const line of [...lines.values()].flatMap((each) => [...each])) look(line);
    },
  });

  const stopHearing = await hearAnswering(database, (conversationId) => {
    for (const line of [...lines.values()].flatMap((each) => [...each])) {
      if (line.conversationId === conversationId) tell(line.socket, 'typing', { conversationId });
    }
  });

  function upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void {
    const url = URL.parse(request.url ?? '/', 'http://localhost');
    const [, companyId, conversationId = null] = PATH.exec(url?.pathname ?? '') ?? [];
    if (!companyId) {
      // `/sync` answers for itself; nobody answers for anything else.
      if (url?.pathname.startsWith('/sync')) return;
      socket.end('HTTP/1.1 404 Not Found\r\nconnection: close\r\ncontent-length: 0\r\n\r\n');
      return;
    }
    sockets.handleUpgrade(request, socket, head, (taken) => {
      open(taken, { companyId, conversationId }, url?.searchParams.get('token') ?? null, request);
    });
  }

  type Place = { companyId: string; conversationId: string | null };
  function open(socket: WebSocket, place: Place, token: string | null, request: IncomingMessage): void {
    const { companyId } = place;
    socket.on('error', (error) => log.debug({ err: error }, 'a visitor’s line broke'));
    const overdue = setTimeout(() => socket.close(SIGNED_OUT, 'auth'), AUTH_WITHIN_MS);
    let line: Line | null = null;
    /** Of whoever is no visitor. */
    let elsewhere: ((text: string) => Promise<void>) | null = null;
    let hearing = Promise.resolve();
    const begin = async (given: string) => {
      const visitor = readVisitorToken(secret, given, Date.now());
      if (!visitor && others) {
        const conversationId = place.conversationId === 'new' ? null : place.conversationId;
        elsewhere = await others.take(socket, { companyId, conversationId, token: given });
        if (elsewhere) return clearTimeout(overdue);
      }
      const chat = visitor && (await ground.webchat(visitor.channelId));
      const { origin } = request.headers;
      const isNamed = origin === undefined || chat?.settings.origins.includes(origin);
      if (!visitor || !chat || visitor.companyId !== companyId || !isNamed) return socket.close(SIGNED_OUT, 'auth');
      clearTimeout(overdue);
      line = newLine(socket, visitor);
      const key = keyOf(visitor);
      lines.set(key, (lines.get(key) ?? new Set()).add(line));
      look(line);
    };
    const heartbeat = beat(socket);
    socket.once('close', () => {
      clearTimeout(overdue);
      clearInterval(heartbeat);
      if (!line) return;
      line.unwatchPlace();
      const mine = lines.get(keyOf(line.visitor));
      mine?.delete(line);
      if (mine?.size === 0) lines.delete(keyOf(line.visitor));
    });
    socket.on('message', (data) => {
      // In the order of saying: what follows the token at once must not overtake it.
      hearing = hearing
        .then(() => hear(String(data)))
        .catch((error: unknown) => {
          log.error({ err: error }, 'a visitor’s words could not be kept');
          tell(socket, 'error', { code: 'internal' });
        });
    });
    const hear = async (text: string): Promise<void> => {
      if (elsewhere) return elsewhere(text);
      const words = said.safeParse(jsonOf(text));
      if (!words.success) return tell(socket, 'error', { code: 'input.invalid' });
      const { data } = words;
      if (data.type === 'auth') return line ? undefined : begin(data.token);
      if (!line) return tell(socket, 'error', { code: 'auth.signedOut' });
      const { visitor } = line;
      const { visitorId } = visitor;
      if (data.type === 'read') {
        return ground.take(visitor, { kind: 'read', visitorId, at: Date.now(), until: data.until }, randomUUID());
      }
      if (data.type === 'typing') return noteTyping(line);
      const waitSeconds = messages.take(request.socket.remoteAddress ?? '');
      if (waitSeconds !== null)
        return tell(socket, 'error', {
          code: 'auth.tooManyAttempts',
          retryAfterSeconds: waitSeconds,
          clientId: data.clientId,
        });
      const { clientId } = data;
      await ground.take(
        visitor,
        { kind: 'text', visitorId, clientId, at: Date.now(), name: '', text: data.text },
        randomUUID(),
      );
      tell(socket, 'message_received', { clientId });
    };
    if (token !== null) hearing = begin(token).then(() => undefined);
  }

  /** One look after the other: what commits during one is in the next. */
  function look(line: Line): void {
    line.look = line.look
      .then(() => tellNews(line))
      .catch((error: unknown) => log.warn({ err: error }, 'a visitor could not be told'));
  }

  /** A thing of the moment: what does not get through is not worth a word. */
  function noteTyping(line: Line, isTyping = true): void {
    const { conversationId, visitor } = line;
    // Before the first message there is nothing that anybody could have open.
    if (!conversationId || (isTyping && Date.now() - line.toldTypingAt < TYPING_EVERY_MS)) return;
    line.toldTypingAt = isTyping ? Date.now() : 0;
    tellContactTypes(database, { companyId: visitor.companyId, conversationId }, isTyping).catch((error: unknown) =>
      log.debug({ err: error }, 'a visitor’s typing was not told'),
    );
  }

  function watchLine(line: Line, conversationId: string | null): void {
    const { socket, visitor } = line;
    line.conversationId = conversationId;
    line.unwatchPlace();
    line.unwatchPlace =
      conversationId === null || socket.readyState !== socket.OPEN
        ? () => {}
        : watchPlace(database, log, {
            ...{ companyId: visitor.companyId, conversationId },
            tell: (place) => {
              if (place && !place.isForContacts) return;
              const { position, estimatedWaitSeconds } = place ?? { position: null, estimatedWaitSeconds: null };
              tell(socket, 'queue_position', { conversationId, position, estimatedWaitSeconds });
            },
          });
  }

  async function tellNews(line: Line): Promise<void> {
    const { socket, visitor, told } = line;
    if (socket.readyState !== socket.OPEN) return;
    const thread = await inCompany(database, visitor.companyId, (trx) => threadOf(trx, visitor, secret), {
      readOnly: true,
    });
    if (thread.conversationId !== line.conversationId) watchLine(line, thread.conversationId);
    for (const message of thread.messages) {
      const state = `${message.text} ${message.file?.url === null}`;
      if (told.get(message.id) === state) continue;
      const isNew = !told.has(message.id);
      told.set(message.id, state);
      if (isNew && message.from === 'visitor' && line.toldTypingAt > 0) noteTyping(line, false);
      tell(socket, 'new_message', { ...message, conversationId: thread.conversationId });
    }
    if (thread.isClosed && !line.wasClosed) tell(socket, 'session_ended', { conversationId: thread.conversationId });
    line.wasClosed = thread.isClosed;
  }

  server.on('upgrade', upgrade);
  return {
    async close() {
      server.off('upgrade', upgrade);
      await stopListening();
      await stopHearing();
      for (const socket of sockets.clients) socket.close(GOING_AWAY, 'going away');
      const overdue = setTimeout(() => {
        for (const socket of sockets.clients) socket.terminate();
      }, 1_000);
      await new Promise<void>((resolve) => sockets.close(() => resolve()));
      clearTimeout(overdue);
    },
  };
}

const newLine = (socket: WebSocket, visitor: Visitor): Line => ({
  socket,
  visitor,
  conversationId: null,
  toldTypingAt: 0,
  told: new Map(),
  wasClosed: false,
  unwatchPlace: () => {},
  look: Promise.resolve(),
});

const keyOf = ({ channelId, visitorId }: Visitor): string => `${channelId}:${visitorId}`;

function tell(socket: WebSocket, type: string, data: Record<string, unknown>): void {
  if (socket.readyState === socket.OPEN)
    socket.send(JSON.stringify({ type, id: randomUUID(), at: new Date().toISOString(), data }));
}

function beat(socket: WebSocket): NodeJS.Timeout {
  let answered = true;
  socket.on('pong', () => {
    answered = true;
  });
  return setInterval(() => {
    if (!answered) return socket.terminate();
    answered = false;
    socket.ping();
  }, HEARTBEAT_MS);
}
