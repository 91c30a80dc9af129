/**
 * The one socket to the server: graphql-ws with a token, a heartbeat and no end to its patience.
 *
 * A request waits for the connection as long as it takes, and is asked again on the next one when it broke in the
 * middle: everything that travels here may come twice. Only a refusal, or the end of the link, ends a request.
 */
import type { Problem } from '@balcao/domain';
import { type Client, createClient } from 'graphql-ws';
import { BehaviorSubject, type Observable, Subject } from 'rxjs';
import { z } from 'zod';
import type { ReplicaDefinition } from '../define.ts';
import {
  acknowledgementSchema,
  CHANGES_ID,
  type Changes,
  CLOSE,
  changesDocument,
  type Renewed,
  renewDocument,
} from '../wire.ts';
import { inBeats } from './beats.ts';
import { failureOf, LinkClosed, type Outcome } from './outcome.ts';
import { sleep } from './sleep.ts';
import type { LinkState } from './syncState.ts';

/** Between attempts: from the first to the second, doubling. Lower: a server that starts is knocked at by everybody. */
const RETRY_MS = { first: 100, most: 500 };
/** A console that the server turned away asks again in this time; the server may have been set right. */
const REFUSED_RETRY_MS = 30_000;
/** No word after that long: is anybody there? Lower: more traffic. Higher: a dead link looks live for longer. */
const PING_AFTER_MS = 5_000;
const PONG_WITHIN_MS = 4_000;
/** A connection that neither comes nor fails (a firewall that drops) is given up. */
const CONNECT_WITHIN_MS = 10_000;
/** A token is exchanged this long before it ends; within the time in which a session offers a new one. */
const RENEW_BEFORE_MS = 20_000;

export type Link = {
  state$: BehaviorSubject<LinkState>;
  /** Events of all replicas; each connection's begin with a `resync`. */
  changes$: Observable<Changes>;
  /** @throws RequestFailed, LinkClosed */
  request<Data>(document: string, variables: Record<string, unknown>): Promise<Data>;
  /** Follows a subscription over every connection to come, until the function that is returned ends it. */
  follow(document: string, variables: Record<string, unknown>, onData: (data: unknown) => void): () => void;
  /** Connects, also again after the server turned us away. */
  open(): void;
  /** Where the window of consoles begins now, epoch ms by the server's clock; `null` until it said so. */
  keptFrom(): number | null;
  close(): void;
};

type LinkOptions = {
  url: string;
  definitions: readonly ReplicaDefinition[];
  accessToken: () => Promise<string | null>;
  onSignedOut: () => void;
  now: () => number;
};

const SIGNED_OUT: Problem = { code: 'auth.signedOut' };
const tooOld = z.object({
  code: z.enum(['replica.clientTooOld', 'replica.serverTooOld']),
  needed: z.number(),
  found: z.number(),
});
const closeEvent = z.object({ code: z.number(), reason: z.string().optional() });

export function createLink({ url, definitions, accessToken, onSignedOut, now }: LinkOptions): Link {
  const state$ = new BehaviorSubject<LinkState>({ kind: 'connecting' });
  const changes$ = new Subject<Changes>();
  const beats = inBeats<Changes>((each) => changes$.next(each));
  const changes = changesDocument(definitions);
  /** Ends the requests under way. */
  const ongoing = new Set<() => void>();
  /** Subscriptions beside the feed, each begun anew with a new client. */
  const followed = new Set<{ begin(of: Client): void }>();
  let isClosed = false;
  let client: Client | null = null;
  let reopen: ReturnType<typeof setTimeout> | undefined;
  let renewal: ReturnType<typeof setTimeout> | undefined;
  /** Requests that wait for a client while there is none. */
  let resume: (() => void)[] = [];
  /** Where the window began when the server said so, and when that was by a clock that nobody sets. */
  let told: { keptFrom: number; at: number } | null = null;

  async function authorization(): Promise<string> {
    const token = await accessToken();
    if (token === null) {
      refuse(SIGNED_OUT);
      throw new Error('nobody is signed in');
    }
    return `Bearer ${token}`;
  }

  function lost(): void {
    clearTimeout(renewal);
    const { kind } = state$.value;
    if (kind === 'up' || kind === 'connecting') state$.next({ kind: 'down', since: now() });
  }

  /** The server does not want this console: all is ended, and asked again later or when somebody opens. */
  function refuse(problem: Problem): void {
    if (isClosed || state$.value.kind === 'refused') return;
    disconnect();
    state$.next({ kind: 'refused', problem });
    reopen = setTimeout(open, REFUSED_RETRY_MS);
    if (problem.code === 'auth.signedOut') onSignedOut();
  }

  function onClosed(event: unknown): void {
    const { data } = closeEvent.safeParse(event);
    if (data?.code === CLOSE.signedOut) refuse(SIGNED_OUT);
    else if (data?.code === CLOSE.tooOld) refuse(tooOld.parse(JSON.parse(data.reason ?? '')));
    else lost();
  }

  function scheduleRenewal(holdsMs: number): void {
    clearTimeout(renewal);
    const inMs = holdsMs > 3 * RENEW_BEFORE_MS ? holdsMs - RENEW_BEFORE_MS : holdsMs / 2;
    renewal = setTimeout(() => void renew(), Math.max(inMs, 1_000));
  }

  async function renew(): Promise<void> {
    try {
      const renewed = await request<Renewed>(renewDocument, { authorization: await authorization() });
      scheduleRenewal(renewed.holdsMs);
    } catch {
      // Offline, or turned away: the socket's end, when the token ends, says what there is to say.
    }
  }

  function connect(): Client {
    // Two clocks: a server that answers pings and never takes the console would be waited for without end.
    let unconnected: ReturnType<typeof setTimeout> | undefined;
    let silent: ReturnType<typeof setTimeout> | undefined;
    const giveUpAfter = (ms: number) => setTimeout(() => made.terminate(), ms);
    const made: Client = createClient({
      url,
      connectionParams: async () => ({
        authorization: await authorization(),
        versions: Object.fromEntries(definitions.map(({ name, version }) => [name, version])),
      }),
      retryAttempts: Number.POSITIVE_INFINITY,
      shouldRetry: () => client === made,
      retryWait: (retries) =>
        sleep(Math.min(RETRY_MS.first * 2 ** retries, RETRY_MS.most) * (0.75 + Math.random() / 2)),
      keepAlive: PING_AFTER_MS,
      generateID: ({ query }) => (query === changes ? CHANGES_ID : crypto.randomUUID()),
      on: {
        connecting: () => {
          clearTimeout(unconnected);
          unconnected = giveUpAfter(CONNECT_WITHIN_MS);
        },
        connected: (_socket, payload) => {
          clearTimeout(unconnected);
          const { data } = acknowledgementSchema.safeParse(payload);
          if (data) scheduleRenewal(data.holdsMs);
          if (data?.keptFrom !== undefined) told = { keptFrom: data.keptFrom, at: performance.now() };
          if (client === made) state$.next({ kind: 'up' });
        },
        ping: (received) => {
          if (received) return;
          clearTimeout(silent);
          silent = giveUpAfter(PONG_WITHIN_MS);
        },
        pong: (received) => {
          if (received) clearTimeout(silent);
        },
        closed: (event) => {
          clearTimeout(unconnected);
          clearTimeout(silent);
          if (client === made) onClosed(event);
        },
        error: () => {
          if (client === made) lost();
        },
      },
    });
    return made;
  }

  function follow(of: Client): void {
    const again = () => {
      if (client === of) setTimeout(() => client === of && follow(of), RETRY_MS.first);
    };
    of.subscribe<{ changes: Changes }>(
      { query: changes },
      {
        next: ({ data }) => {
          if (data && client === of) beats.give(data.changes);
        },
        error: again,
        complete: again,
      },
    );
  }

  function disconnect(): void {
    clearTimeout(reopen);
    clearTimeout(renewal);
    const old = client;
    client = null;
    if (!old) return;
    void Promise.resolve(old.dispose()).catch(() => {}); // it waits for a connection that may never have come
    old.terminate();
  }

  function open(): void {
    if (isClosed || client) return;
    clearTimeout(reopen);
    if (state$.value.kind === 'refused') state$.next({ kind: 'connecting' });
    client = connect();
    follow(client);
    for (const each of followed) each.begin(client);
    for (const go of resume) go();
    resume = [];
  }

  async function request<Data>(document: string, variables: Record<string, unknown>): Promise<Data> {
    for (;;) {
      if (isClosed) throw new LinkClosed();
      if (!client) {
        await new Promise<void>((resolve) => resume.push(resolve));
        continue;
      }
      const answer = await once<Data>(client, document, variables);
      if (answer.kind === 'answered') return answer.data;
      if (answer.kind === 'failed') throw answer.error;
      await sleep(RETRY_MS.first);
    }
  }

  function once<Data>(of: Client, query: string, variables: Record<string, unknown>): Promise<Outcome<Data>> {
    return new Promise((settle) => {
      let outcome: Outcome<Data> = { kind: 'broken' };
      const done = (result: Outcome<Data>) => {
        ongoing.delete(end);
        settle(result);
      };
      const dispose = of.subscribe<Data>(
        { query, variables },
        {
          next: ({ data, errors }) => {
            if (errors) outcome = failureOf(errors);
            else if (data) outcome = { kind: 'answered', data };
          },
          error: (error) => done(failureOf(error)),
          complete: () => done(outcome),
        },
      );
      const end = () => {
        dispose();
        done({ kind: 'broken' });
      };
      ongoing.add(end);
    });
  }

  /** The machine believes that it is offline: not believed, but a reason to see at once whether the server is there. */
  const doubt = () => client?.terminate();
  globalThis.addEventListener?.('offline', doubt);

  return {
    state$,
    changes$: changes$.asObservable(),
    request,
    keptFrom: () => told && Math.floor(told.keptFrom + performance.now() - told.at),
    follow(query, variables, onData) {
      let end = () => {};
      const each = {
        begin(of: Client) {
          // An error or an end is the server's no: this user may not see it (any more), and nobody asks again.
          end = of.subscribe<unknown>(
            { query, variables },
            { next: ({ data }) => data && onData(data), error: () => {}, complete: () => {} },
          );
        },
      };
      followed.add(each);
      if (client) each.begin(client);
      return () => {
        followed.delete(each);
        end();
      };
    },
    open,
    close() {
      isClosed = true;
      globalThis.removeEventListener?.('offline', doubt);
      disconnect();
      for (const end of ongoing) end();
      for (const go of resume) go();
      beats.stop();
      changes$.complete();
    },
  };
}
