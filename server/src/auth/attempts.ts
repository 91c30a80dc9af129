/**
 * Brakes on guessing passwords (PLAT-03, PLAT-06): a sliding window of failures, by account and by address. Kept in the
 * process: n API processes allow n times as many guesses, and a restart forgets; both are cheap beside a table that
 * every guess writes to. Bounded, so that guessing with made-up names fills no memory.
 */
const WINDOW_MS = 15 * 60_000;

/** Lower: people who mistype are locked out. Higher: a weak password falls sooner. */
export const FAILURES_PER_ACCOUNT = 10;
/** A whole office may stand behind one address. */
export const FAILURES_PER_ADDRESS = 50;
const KEYS_KEPT = 50_000;

export type Attempts = {
  /** @returns seconds to wait, or `null` when the attempt may be made; it then counts as failed until `forget`. */
  begin(account: string, address: string, nowMs: number): number | null;
  /** The attempt succeeded: what this account did wrong before is forgotten, the address gets this one back. */
  forget(account: string, address: string): void;
};

export function createAttempts(): Attempts {
  const failures = new Map<string, number[]>();

  const recent = (key: string, nowMs: number): number[] =>
    (failures.get(key) ?? []).filter((atMs) => nowMs - atMs < WINDOW_MS);

  const waitSeconds = (key: string, limit: number, nowMs: number): number => {
    const times = recent(key, nowMs);
    const oldestThatCounts = times[times.length - limit];
    return oldestThatCounts === undefined ? 0 : Math.ceil((oldestThatCounts + WINDOW_MS - nowMs) / 1000);
  };

  const note = (key: string, nowMs: number): void => {
    const times = [...recent(key, nowMs), nowMs];
    failures.delete(key);
    failures.set(key, times);
    if (failures.size <= KEYS_KEPT) return;
    const [longestUntouched] = failures.keys();
    if (longestUntouched !== undefined) failures.delete(longestUntouched);
  };

  return {
    begin(account, address, nowMs) {
      const accountKey = `account ${account.toLowerCase()}`;
      const addressKey = `address ${address}`;
      const wait = Math.max(
        waitSeconds(accountKey, FAILURES_PER_ACCOUNT, nowMs),
        waitSeconds(addressKey, FAILURES_PER_ADDRESS, nowMs),
      );
      if (wait > 0) return wait;
      note(accountKey, nowMs);
      note(addressKey, nowMs);
      return null;
    },
    forget(account, address) {
      failures.delete(`account ${account.toLowerCase()}`);
      failures.get(`address ${address}`)?.pop();
    },
  };
}
