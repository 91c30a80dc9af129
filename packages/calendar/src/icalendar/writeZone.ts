import { Temporal } from 'temporal-polyfill';
import type { JCal } from './event.ts';

const DAY_MS = 86_400_000;
/** No zone has more changes in that long; without an end a calendar would have to name them for ever. */
const LONGEST_YEARS = 30;

/**
 * The zone's changes of clocks around a time, as RFC 5545, 3.6.5 has them: each with its own date, not as a rule, since
 * governments decide them year by year. Readers that know IANA's name (Google's, Thunderbird) use that.
 */
export function writeZone(zone: string, { from, to }: { from: number; to: number }): JCal {
  const until = Math.min(to, from + LONGEST_YEARS * 366 * DAY_MS);
  const begin = Temporal.Instant.fromEpochMilliseconds(from).toZonedDateTimeISO(zone);
  const before = begin.getTimeZoneTransition('previous');
  const observances: JCal[] = [];
  if (!before) observances.push(observance('1970-01-01T00:00:00', begin.offset, begin.offset));
  for (let at = before; at && at.epochMilliseconds <= until; at = at.getTimeZoneTransition('next')) {
    const former = at.subtract({ nanoseconds: 1 });
    // The wall clock before the change, as the RFC counts it.
    const wall = at.toInstant().toZonedDateTimeISO(former.offset).toPlainDateTime();
    observances.push(observance(wall.toString({ smallestUnit: 'second' }), former.offset, at.offset));
  }
  return ['vtimezone', [['tzid', {}, 'text', zone]], observances];
}

function observance(wall: string, from: string, to: string): JCal {
  const isForward = secondsOf(to) > secondsOf(from);
  return [
    isForward ? 'daylight' : 'standard',
    [
      ['dtstart', {}, 'date-time', wall],
      ['tzoffsetfrom', {}, 'utc-offset', from],
      ['tzoffsetto', {}, 'utc-offset', to],
      ['tzname', {}, 'text', to.replace(':', '').replace(/00$/, '')],
    ],
    [],
  ];
}

const secondsOf = (offset: string): number => {
  const [hours = 0, minutes = 0] = offset.slice(1).split(':').map(Number);
  return (offset.startsWith('-') ? -1 : 1) * (hours * 3_600 + minutes * 60);
};
