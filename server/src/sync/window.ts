/** Consoles keep what moved in so many days, and everything open (SYNC-05). Higher: longer first syncs and larger disks. */
const WINDOW_DAYS = 90;

/** Where the window of consoles begins, `now` being epoch ms. */
export function windowFrom(now: number): Date {
  return new Date(now - WINDOW_DAYS * 86_400_000);
}
