import { timesOf } from '@balcao/calendar';
import type { CalendarEvent } from '@balcao/calendar/icalendar';
import { newRowId } from '@balcao/replica';
import type { Actor } from '../auth/index.ts';
import { bookAppointment, changeStatus, editAppointment } from '../booking/index.ts';
import type { Trx } from '../db/index.ts';
import { wishOf, writtenIn } from './importAppointment.ts';
import type { Taking } from './importEvents.ts';
import { saveLink } from './linkStore.ts';
import { timesOfSeries } from './seriesStore.ts';

const DAY_MS = 86_400_000;
/** How far ahead the times of a rule without an end take their places. */
const AHEAD_DAYS = 366;
const MOST_TIMES = 400;

/**
 * A rule of appointments: every time takes its place. One that changed keeps the times that still hold, and calls off
 * those that it no longer has. Times that are over stay as they are.
 */
export async function importSeries(trx: Trx, actor: Actor, taking: Taking): Promise<'taken' | 'conflict'> {
  const { event, link, siblings, wish, now } = taking;
  const { companyId } = actor;
  const seriesId = link?.seriesId ?? newRowId();
  await saveLink(trx, companyId, { appointmentId: null, seriesId, blockId: null, event });
  const standing = link ? await timesOfSeries(trx, companyId, seriesId) : [];
  const starts = startsOf(event, siblings, { from: wish.withPast ? event.from : now.getTime(), now: now.getTime() });
  const apart = new Set(siblings.map(({ recurrence }) => recurrence));
  const written = await writtenIn(trx, companyId, event);
  const rule = event.rrule;
  let isInConflict = false;
  for (const { id, start, isOpen } of standing) {
    if (!isOpen || start.getTime() < now.getTime() || apart.has(start.getTime())) continue;
    if (event.status !== 'cancelled' && starts.delete(start.getTime())) {
      await editAppointment(trx, actor, { id, edit: { ...written, seriesRule: rule } });
    } else await changeStatus(trx, actor, { id, move: 'cancel' }, now);
  }
  if (event.status === 'cancelled') return 'taken';
  const known = new Set(standing.map(({ start }) => start.getTime()));
  for (const from of starts) {
    if (known.has(from)) continue;
    const id = newRowId();
    const at = { ...event, from, to: from + event.to - event.from };
    const placing = { id, wish, series: { id: seriesId, rule, start: new Date(from) } };
    const options = { now, isOffline: true, isOneOfMany: true };
    const booked = await bookAppointment(trx, actor, wishOf(at, written, placing), options);
    if (booked.status === 'conflict') isInConflict = true;
    else if (at.to <= now.getTime()) await changeStatus(trx, actor, { id, move: 'complete' }, now);
  }
  return isInConflict ? 'conflict' : 'taken';
}

/** Without those that the file moved: they are events of their own. */
function startsOf(
  event: CalendarEvent,
  siblings: readonly CalendarEvent[],
  { from, now }: { from: number; now: number },
): Set<number> {
  const { to, zone, rrule, exceptions, extras } = event;
  const apart = siblings.flatMap(({ recurrence }) => recurrence ?? []);
  const block = { resourceId: null, from: event.from, to, zone, rrule, exceptions: [...exceptions, ...apart] };
  const until = Math.max(now, event.from) + AHEAD_DAYS * DAY_MS;
  const times = rrule === '' ? [event.from] : timesOf(block, { from, to: until }).map((time) => time.from);
  const further = extras.filter((at) => at >= from && at < until && !exceptions.includes(at));
  return new Set([...times, ...further].sort((a, b) => a - b).slice(0, MOST_TIMES));
}
