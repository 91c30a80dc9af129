/**
 * LISTEN for a whole process, over one direct connection that is opened with the first subscription and comes back by
 * itself. While it was away notifications were lost: every subscriber is told so (`onGap`), and looks for itself.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import type pg from 'pg';
import type { Log } from './log.ts';

export type Subscription = {
  /** A plain word: 'feed', 'lanes'. */
  channel: string;
  onNotification(payload: string): void;
  /** The connection is back after it was lost; what was notified in between is unknown. */
  onGap(): void;
};

export type Listener = {
  /** Resolves once the server confirmed that it notifies; returns the way to stop. */
  subscribe(subscription: Subscription): Promise<() => void>;
  close(): Promise<void>;
};

/** Between attempts to come back. Lower: a database that starts is knocked at. Higher: others' changes wait longer. */
const RECONNECT_MS = 200;
/** A connection that died without a word (a firewall, a suspended machine) shows in an unanswered question. */
const HEARTBEAT_MS = 15_000;
const HEARTBEAT_TIMEOUT_MS = 5_000;

export function createListener(connect: () => Promise<pg.Client>, log: Log): Listener {
  const subscriptions = new Set<Subscription>();
  let connection: Promise<pg.Client> | null = null;
  let closed = false;

  async function open(): Promise<pg.Client> {
    const client = await connect();
    let ended = false;
    let inUse = false;
    client.once('end', () => {
      ended = true;
      if (!inUse || closed) return;
      log.warn({}, 'the listening connection to the database was lost');
      connection = comeBack();
    });
    client.on('notification', ({ channel, payload }) => {
      for (const each of subscriptions) if (each.channel === channel) each.onNotification(payload ?? '');
    });
    for (const { channel } of subscriptions) await client.query(`listen ${client.escapeIdentifier(channel)}`);
    if (ended) throw new Error('The connection ended at once.');
    inUse = true;
    watch(client);
    return client;
  }

  async function comeBack(): Promise<pg.Client> {
    for (;;) {
      await sleep(RECONNECT_MS);
      try {
        const client = await open();
        log.info({}, 'the listening connection to the database is back');
        for (const each of subscriptions) each.onGap();
        return client;
      } catch (error) {
        if (closed) throw error;
        log.debug({ err: error }, 'the database takes no listening connection yet');
      }
    }
  }

  return {
    subscribe: async (subscription) => {
      subscriptions.add(subscription);
      connection ??= open();
      const client = await connection;
      await client.query(`listen ${client.escapeIdentifier(subscription.channel)}`);
      return () => subscriptions.delete(subscription);
    },
    close: async () => {
      closed = true;
      const client = await connection?.catch(() => null);
      await client?.end();
    },
  };
}

/** Asks a question now and then, and ends a connection that no longer answers. */
function watch(client: pg.Client): void {
  const heartbeat = setInterval(() => {
    const overdue = setTimeout(() => client.connection.stream.destroy(), HEARTBEAT_TIMEOUT_MS);
    const answered = () => clearTimeout(overdue);
    client.query('select 1').then(answered, answered);
  }, HEARTBEAT_MS);
  heartbeat.unref();
  client.once('end', () => clearInterval(heartbeat));
}
