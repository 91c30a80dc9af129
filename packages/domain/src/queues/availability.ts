/**
 * Whether somebody takes work (QUE-03): what they chose, as far as their devices bear it out. Who is nowhere is offline
 * whatever they chose, and who has not touched any device for a while is away.
 */
export const AVAILABILITIES = ['online', 'away', 'busy', 'offline'] as const;
export type Availability = (typeof AVAILABILITIES)[number];

/** @param devices the consoles that are connected now, or were until a moment ago. */
export function availabilityOf(chosen: Availability, devices: readonly { idle: boolean }[]): Availability {
  if (devices.length === 0) return 'offline';
  if (chosen !== 'online') return chosen;
  return devices.every(({ idle }) => idle) ? 'away' : 'online';
}
