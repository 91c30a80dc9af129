/**
 * How often one address may do something on a face that anybody reaches (PLAT-06): a bucket that holds `burst` and fills
 * up again within `perMs`. In memory: every process has its own, so several allow several times as much.
 */
export type AddressLimit = {
  /** @returns `null` when it may, else the seconds after which it may again. */
  take(address: string): number | null;
};

/** Addresses remembered at most; the oldest are forgotten, which only ever allows more. */
const MOST_ADDRESSES = 50_000;

export function addressLimit(
  { burst, perMs }: { burst: number; perMs: number },
  now: () => number = Date.now,
): AddressLimit {
  const everyMs = perMs / burst;
  /** When each address's bucket will be full again: one number says how much is left in it. */
  const fullAt = new Map<string, number>();
  return {
    take(address) {
      const at = now();
      const full = Math.max(at, fullAt.get(address) ?? at);
      const waitMs = full + everyMs - (at + perMs);
      if (waitMs > 0) return Math.ceil(waitMs / 1000);
      fullAt.delete(address);
      fullAt.set(address, full + everyMs);
      if (fullAt.size > MOST_ADDRESSES) fullAt.delete(fullAt.keys().next().value ?? '');
      return null;
    },
  };
}
