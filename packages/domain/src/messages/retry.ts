/** Waits before the 2nd to 6th attempt of a delivery, in seconds (INB-20). */
export const RETRY_AFTER_SECONDS = [5, 15, 45, 90, 90] as const;

/**
 * When to try again after `attempts` failed attempts.
 * @returns milliseconds to wait, or `null` when the last attempt was made and the delivery is a dead letter.
 */
export function retryDelayMs(attempts: number): number | null {
  const seconds = RETRY_AFTER_SECONDS[attempts - 1];
  return seconds === undefined ? null : seconds * 1000;
}
