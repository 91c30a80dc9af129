/** The wall clock of another place. Zones are IANA's (`America/Sao_Paulo`), instants epoch milliseconds. */
import { Temporal } from 'temporal-polyfill';

/**
 * The instant at which a clock in `zone` shows `wall` (`2026-11-21T14:30`). A time that daylight saving leaves out is the
 * one after the gap; of one that comes twice it is the first.
 * @returns null for what is no date and time
 */
export function instantIn(zone: string, wall: string): number | null {
  try {
    return Temporal.PlainDateTime.from(wall).toZonedDateTime(zone).epochMilliseconds;
  } catch {
    return null;
  }
}

/** What a clock in `zone` shows at `instant`, to the minute, as `<input type="datetime-local">` has it. */
export function wallIn(zone: string, instant: number): string {
  return Temporal.Instant.fromEpochMilliseconds(instant)
    .toZonedDateTimeISO(zone)
    .toPlainDateTime()
    .toString({ smallestUnit: 'minute' });
}

/** Whether clocks in both zones show different times at that instant: other names alone are no difference. */
export function showsOtherTime(zone: string, other: string, instant: number): boolean {
  return wallIn(zone, instant) !== wallIn(other, instant);
}

/** A full hour on the day that is `days` after today in `zone`. */
export function hourIn(zone: string, now: number, days: number, hour: number): number {
  return Temporal.Instant.fromEpochMilliseconds(now).toZonedDateTimeISO(zone).add({ days }).withPlainTime({ hour })
    .epochMilliseconds;
}
