import { expect, test } from 'vitest';
import { createAccessTokens, type Grant } from './accessTokens.ts';
import type { SecretStore } from './secretStore.ts';

const HOUR_MS = 3_600_000;

/** One browser: a kept secret and a lock that all its tabs share. */
function browser() {
  let secret: string | null = 'refresh-0';
  const kept: SecretStore = {
    get: async () => secret,
    set: async (value) => {
      secret = value;
    },
    remove: async () => {
      secret = null;
    },
  };
  let last: Promise<unknown> = Promise.resolve();
  const locks = {
    request<T>(_name: string, work: () => Promise<T>): Promise<T> {
      const mine = last.then(work, work);
      last = mine;
      return mine;
    },
  };
  return { kept, locks, secret: () => secret };
}

/** A server that gives `refresh-1` for `refresh-0` and so on, and refuses a token that was used. */
function server() {
  const used = new Set<string>();
  let reachable = true;
  return {
    exchanges: () => used.size,
    cut: () => {
      reachable = false;
    },
    async exchange(refreshToken: string) {
      await Promise.resolve();
      if (!reachable) throw new TypeError('fetch failed');
      if (used.has(refreshToken)) return { kind: 'refused' } as const;
      used.add(refreshToken);
      const next = Number(refreshToken.split('-')[1]) + 1;
      const grant: Grant = { accessToken: `access-${next}`, refreshToken: `refresh-${next}`, expiresAt: HOUR_MS };
      return { kind: 'granted', grant } as const;
    },
  };
}

function tab(shared: ReturnType<typeof browser>, remote: ReturnType<typeof server>, clock = { now: 0 }) {
  let refusals = 0;
  const tokens = createAccessTokens({
    ...shared,
    exchange: remote.exchange,
    now: () => clock.now,
    onRefused: () => refusals++,
  });
  return { tokens, refusals: () => refusals };
}

test('two tabs that need a token at once use two links of one chain', async () => {
  const shared = browser();
  const remote = server();
  const [first, second] = [tab(shared, remote), tab(shared, remote)];
  const tokens = await Promise.all([first.tokens.current(), second.tokens.current()]);
  expect(tokens).toEqual(['access-1', 'access-2']);
  expect([shared.secret(), first.refusals(), second.refusals()]).toEqual(['refresh-2', 0, 0]);
});

test('many callers of one tab share an exchange', async () => {
  const remote = server();
  const { tokens } = tab(browser(), remote);
  await Promise.all([tokens.current(), tokens.current(), tokens.current()]);
  expect(remote.exchanges()).toBe(1);
});

test('a token is used until shortly before its end', async () => {
  const remote = server();
  const clock = { now: 0 };
  const { tokens } = tab(browser(), remote, clock);
  await tokens.current();
  clock.now = HOUR_MS - 31_000;
  expect(await tokens.current()).toBe('access-1');
  clock.now = HOUR_MS - 29_000;
  expect(await tokens.current()).toBe('access-2');
});

test('without an answer nobody is signed out, and the next try works', async () => {
  const shared = browser();
  const remote = server();
  const { tokens, refusals } = tab(shared, remote);
  remote.cut();
  await expect(tokens.current()).rejects.toThrow('fetch failed');
  expect([shared.secret(), refusals()]).toEqual(['refresh-0', 0]);
});

test('a session that was ended elsewhere is told once, and forgotten', async () => {
  const shared = browser();
  const remote = server();
  await remote.exchange('refresh-0');
  const { tokens, refusals } = tab(shared, remote);
  expect(await tokens.current()).toBeNull();
  expect(await tokens.current()).toBeNull();
  expect([shared.secret(), refusals()]).toEqual([null, 1]);
});
