/** Somebody who writes that often is a program that answers a program. Lower: a person in a hurry is taken for one. */
const MOST = 20;
const WITHIN_MS = 10 * 60 * 1000;

/** Notices when one address writes more often than people do: then nothing of it is ever answered by a program of ours. */
export function createCrowding(): (address: string, atMs: number) => boolean {
  const times = new Map<string, number[]>();
  return (address, atMs) => {
    const recent = [...(times.get(address) ?? []), atMs].filter((time) => atMs - time < WITHIN_MS);
    times.delete(address);
    times.set(address, recent);
    // The oldest addresses go first: a mailbox that hears from thousands must not fill the memory.
    if (times.size > 1_000) for (const [oldest] of times) return times.delete(oldest) && recent.length > MOST;
    return recent.length > MOST;
  };
}
