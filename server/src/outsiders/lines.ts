/**
 * The live lines of outsiders, `/ws/atendimento/{company}/` and `/ws/atendimento/{company}/{conversation}/`: programs with
 * an API key, and people's own with an access token. Web chat visitors come by the same door and are answered by the web
 * chat (channels/webchat/sockets.ts), which hands over whoever is none.
 *
 * A line tells what happens from its opening on, each thing once; what was missed while it was away is asked over REST.
 * Who may see what is asked anew for every burst, and a key or session that ends closes its lines.
 */
import { randomUUID } from 'node:crypto';
import { may, Refusal } from '@balcao/domain';
import type { WebSocket } from 'ws';
import { z } from 'zod';
import { type Caller, demandScope, type Sessions } from '../auth/index.ts';
import { sendMessage } from '../conversations/index.ts';
import { type Database, inCompany, type Log } from '../db/index.ts';
import { addressLimit } from '../http/addressLimit.ts';
import { watchPlace } from '../queues/index.ts';
import { followFeed } from '../sync/index.ts';
import { eventsOf } from './events.ts';
import { changedMessages, liveRows, placeInFeed, sees } from './store.ts';

/** Entries of the feed read at a time. */
const BURST = 500;
/** Messages told that may change again: a status is no news. */
const REMEMBERED = 5_000;
const LINES_PER_COMPANY = 200;
const OUT_OF_LINE = { ticketId: null, queueId: null, position: null, estimatedWaitSeconds: null };
const SIGNED_OUT = 4401;
const TOO_MANY = 4429;
const UNREADABLE = 4500;
/** A receiver that reads nothing is cut before it fills our memory. */
const MOST_BUFFERED_BYTES = 4 * 1024 * 1024;

const said = z.discriminatedUnion('type', [
  z.object({ type: z.literal('auth'), token: z.string() }),
  z.object({ type: z.literal('typing') }),
  z.object({ type: z.literal('message'), clientId: z.uuid(), text: z.string().trim().min(1).max(4_096) }),
]);

type Place = { companyId: string; conversationId: string | null };
type Line = Place & { socket: WebSocket; token: string; caller: Caller; openedAt: number; told: Set<string> };
type Company = { lines: Set<Line>; since: number; reading: Promise<void> | null; stale: boolean };

export type Outsiders = {
  /** Takes over a socket whose token is no visitor's. @returns what hears its words, or `null` where the token opens nothing here. */
  take(socket: WebSocket, wish: Place & { token: string }): Promise<((text: string) => Promise<void>) | null>;
  stop(): Promise<void>;
};

export async function createOutsiders({
  database,
  sessions,
  log,
  messagesAMinute = 60,
}: {
  database: Database;
  sessions: Sessions;
  log: Log;
  /** Of one key or device. */
  messagesAMinute?: number;
}): Promise<Outsiders> {
  const companies = new Map<string, Company>();
  const messages = addressLimit({ burst: messagesAMinute, perMs: 60_000 });

  const wake = (companyId: string) => {
    const company = companies.get(companyId);
    if (!company) return;
    company.stale = true;
    company.reading ??= read(companyId, company).finally(() => {
      company.reading = null;
      if (company.stale && company.lines.size > 0) wake(companyId);
    });
  };
  const wakeAll = () => {
    for (const companyId of companies.keys()) wake(companyId);
  };
  const unfollow = await followFeed(database, {
    onChange: (ids) => (ids === null ? wakeAll() : ids.forEach(wake)),
    onGap: wakeAll,
  });
  const unhear = sessions.onRevoked((ended) => {
    for (const { lines } of companies.values())
      for (const { socket, caller } of lines) if (idOf(caller) === ended) socket.close(SIGNED_OUT, 'auth.signedOut');
  });

  async function read(companyId: string, company: Company): Promise<void> {
    try {
      while (company.stale && company.lines.size > 0) {
        company.stale = false;
        const { since } = company;
        const news = await inCompany(database, companyId, (trx) => changedMessages(trx, companyId, since, BURST));
        for (const line of company.lines) await tellLine(line, news.ids);
        company.since = news.upTo;
        if (!news.isWhole) company.stale = true;
      }
    } catch (error) {
      // Nobody is told half: they come back, and ask over REST for what they missed.
      log.warn({ err: error, company: companyId }, 'live lines could not be told, and are closed');
      for (const { socket } of company.lines) socket.close(UNREADABLE, 'internal');
    }
  }

  async function tellLine(line: Line, ids: readonly string[]): Promise<void> {
    const fresh = ids.filter((id) => !line.told.has(id));
    if (fresh.length === 0) return;
    const caller = await again(line);
    if (!caller) return line.socket.close(SIGNED_OUT, 'auth.signedOut');
    const rows = await inCompany(database, line.companyId, (trx) =>
      liveRows(trx, caller.actor, fresh, line.conversationId),
    );
    for (const row of rows) {
      line.told.add(row.id);
      // Older than the line: it only changed.
      if (row.createdAt.getTime() < line.openedAt && bornAt(row.id) < line.openedAt) continue;
      for (const { type, data } of eventsOf(row, line.conversationId === null ? 'company' : 'conversation'))
        tell(line.socket, type, data);
    }
    for (const oldest of line.told) {
      if (line.told.size <= REMEMBERED) break;
      line.told.delete(oldest);
    }
  }

  /** The caller as they are now; `null` where the token opens nothing any more. */
  async function again({ token }: { token: string }): Promise<Caller | null> {
    try {
      const caller = await sessions.identify(token);
      demandScope(caller, 'conversations:read');
      return may(caller.actor.role, 'conversation.read') ? caller : null;
    } catch (error) {
      if (error instanceof Refusal) return null;
      throw error;
    }
  }

  async function join(line: Line): Promise<boolean> {
    const { companyId } = line;
    let company = companies.get(companyId);
    if (!company) {
      const since = await inCompany(database, companyId, (trx) => placeInFeed(trx, companyId));
      company = companies.get(companyId) ?? { lines: new Set(), since, reading: null, stale: false };
      companies.set(companyId, company);
    }
    if (company.lines.size >= LINES_PER_COMPANY) return false;
    company.lines.add(line);
    wake(companyId);
    return true;
  }

  function leave(line: Line): void {
    const company = companies.get(line.companyId);
    company?.lines.delete(line);
    if (company?.lines.size === 0) companies.delete(line.companyId);
  }

  return {
    async take(socket, { companyId, conversationId, token }) {
      const caller = await again({ token });
      if (caller?.actor.companyId !== companyId) return null;
      if (conversationId !== null) {
        const mayLook = await inCompany(database, companyId, (trx) => sees(trx, caller.actor, conversationId));
        if (!mayLook) return null;
      }
      const line: Line = { companyId, conversationId, socket, token, caller, openedAt: Date.now(), told: new Set() };
      if (!(await join(line))) {
        socket.close(TOO_MANY, 'too many lines');
        return async () => {};
      }
      socket.once('close', () => leave(line));
      tell(socket, 'system_message', { event: { type: 'connected' } });
      if (conversationId !== null) {
        const unwatch = watchPlace(database, log, {
          ...{ companyId, conversationId },
          tell: (place) => {
            const { ticketId, queueId, position, estimatedWaitSeconds } = place ?? OUT_OF_LINE;
            tell(socket, 'queue_position', { conversationId, ticketId, queueId, position, estimatedWaitSeconds });
          },
        });
        socket.once('close', unwatch);
      }
      return (text) => hear(line, text);
    },

    async stop() {
      unhear();
      unfollow();
      await Promise.all([...companies.values()].map(({ reading }) => reading));
    },
  };

  async function hear(line: Line, text: string): Promise<void> {
    const words = said.safeParse(jsonOf(text));
    if (!words.success) return tell(line.socket, 'error', { code: 'input.invalid' });
    const { data } = words;
    if (data.type !== 'message') return;
    const { clientId } = data;
    try {
      if (line.conversationId === null)
        throw new Refusal({
          code: 'input.invalid',
          issues: [{ path: 'type', message: 'messages go to a conversation' }],
        });
      const caller = await sessions.identify(line.token);
      demandScope(caller, 'conversations:write');
      const retryAfterSeconds = messages.take(idOf(caller));
      if (retryAfterSeconds !== null) throw new Refusal({ code: 'auth.tooManyAttempts', retryAfterSeconds });
      const { conversationId } = line;
      const wish = { id: clientId, conversationId, kind: 'text' as const, text: data.text, source: 'api' as const };
      const { messageId } = await inCompany(database, line.companyId, (trx) => sendMessage(trx, caller.actor, wish));
      tell(line.socket, 'message_received', { clientId, messageId });
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      tell(line.socket, 'error', { ...error.problem, clientId });
    }
  }
}

const idOf = ({ by }: Caller): string => (by.kind === 'session' ? by.sessionId : by.keyId);

/** When a version 7 id was made (RFC 9562, 5.7): its first 48 bits are milliseconds. */
const bornAt = (id: string): number => Number.parseInt(id.replaceAll('-', '').slice(0, 12), 16);

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function tell(socket: WebSocket, type: string, data: Record<string, unknown>): void {
  if (socket.readyState !== socket.OPEN) return;
  if (socket.bufferedAmount > MOST_BUFFERED_BYTES) {
    socket.terminate();
    return;
  }
  socket.send(JSON.stringify({ type, id: randomUUID(), at: new Date().toISOString(), data }));
}
