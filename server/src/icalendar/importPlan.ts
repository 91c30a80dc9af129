/** What an event of a file would do here: pure, from what it says and what is known of it. */
import { type CalendarEvent, isNewer } from '@balcao/calendar/icalendar';
import type { Link } from './linkStore.ts';

/**
 * - `changed`: known, and the file is newer. `same`: known, and says the same. `older`: known here in a later version
 *   (SEQUENCE going back): it changes nothing.
 * - `past`: over, and not asked for. `cancelled`: called off before it was ever here.
 */
export type Outcome = 'new' | 'changed' | 'same' | 'older' | 'past' | 'cancelled';

export function outcomeOf(
  event: CalendarEvent,
  link: Link | null,
  { now, withPast }: { now: number; withPast: boolean },
): Outcome {
  if (link) {
    if (event.sequence < link.sequence) return 'older';
    if (saysTheSame(event, link.event)) return 'same';
    return isNewer(event, link) || event.stampedAt === 0 ? 'changed' : 'older';
  }
  if (event.status === 'cancelled') return 'cancelled';
  return event.to <= now && event.rrule === '' && !withPast ? 'past' : 'new';
}

/** A file that is written anew has new stamps for the same events. */
function saysTheSame(one: CalendarEvent, other: CalendarEvent): boolean {
  const words = ({ component: _form, stampedAt: _when, ...rest }: CalendarEvent) => JSON.stringify(rest);
  return words(one) === words(other);
}
