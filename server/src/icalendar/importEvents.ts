import { type BadEventReason, type CalendarEvent, type CalendarFile, readCalendar } from '@balcao/calendar/icalendar';
import { type Problem, Refusal } from '@balcao/domain';
import type { Actor } from '../auth/index.ts';
import { resourcesOf, typeById } from '../booking/index.ts';
import { inSavepoint, type Trx } from '../db/index.ts';
import { importAppointment } from './importAppointment.ts';
import { importBlock } from './importBlock.ts';
import { type Outcome, outcomeOf } from './importPlan.ts';
import { importSeries } from './importSeries.ts';
import { type Link, linksByUid } from './linkStore.ts';

export type ImportWish = {
  /** A file of RFC 5545, or a part of one (`slicesOf`). */
  ics: string;
  /** Appointments of this type; `null`: times that are blocked. */
  typeId: string | null;
  /** Whose calendar it goes to; `null`: nobody's yet, or a block of all. */
  resourceId: string | null;
  /** Also what is over. */
  withPast: boolean;
};

export type ImportedEvent = Pick<CalendarEvent, 'uid' | 'title' | 'from' | 'to' | 'zone' | 'isAllDay' | 'rrule'> & {
  /** `conflict`: it is here, and its time was taken: it waits for somebody's decision (BOOK-13). */
  outcome: Outcome | 'conflict' | 'refused';
  /** Of `refused`. */
  problem: Problem | null;
};
export type UnreadEvent = { line: number; uid: string; title: string; reason: BadEventReason; value: string };
export type Imported = { events: ImportedEvent[]; bad: UnreadEvent[]; repeated: number; skipped: number };

/**
 * Takes a calendar file, or says what it would do (`apply`: false). What is known by its UID is brought up to date and never
 * doubled, so a file that was taken half-way is simply taken again. One event that is refused takes no other along.
 *
 * @throws Refusal `calendar.notCalendar`, `record.notFound` (the type, the resource), `auth.notPermitted`
 */
export async function importEvents(
  trx: Trx,
  actor: Actor,
  wish: ImportWish,
  { now, apply }: { now: Date; apply: boolean },
): Promise<Imported> {
  const { companyId } = actor;
  const zone = await zoneOf(trx, companyId, wish);
  if (wish.typeId !== null && !(await typeById(trx, companyId, wish.typeId))) {
    throw new Refusal({ code: 'record.notFound', record: 'appointmentType', id: wish.typeId });
  }
  const file = readCalendar(wish.ics, { zone });
  if (!file) throw new Refusal({ code: 'calendar.notCalendar' });
  const links = await linksByUid(trx, companyId, [...new Set(file.events.map(({ uid }) => uid))]);
  const linkOf = ({ uid, recurrence }: CalendarEvent) =>
    links.find((link) => link.uid === uid && link.recurrence === (recurrence ?? 0)) ?? null;

  const events: ImportedEvent[] = [];
  for (const event of withExtras(file, wish)) {
    const { uid, title, from, to, isAllDay, rrule } = event;
    const row = { uid, title, from, to, zone: event.zone, isAllDay, rrule, problem: null };
    const link = linkOf(event);
    const outcome = outcomeOf(event, link, { now: now.getTime(), withPast: wish.withPast });
    if (!apply || (outcome !== 'new' && outcome !== 'changed')) {
      events.push({ ...row, outcome });
      continue;
    }
    try {
      const siblings = file.events.filter((other) => other.uid === uid && other.recurrence !== null);
      const became = await inSavepoint(trx, () => take(trx, actor, { event, link, siblings, wish, now }));
      events.push({ ...row, outcome: became === 'conflict' ? 'conflict' : outcome });
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      events.push({ ...row, outcome: 'refused', problem: error.problem });
    }
  }
  return { events, bad: file.bad, repeated: file.repeated, skipped: file.others.length };
}

export type Taking = {
  event: CalendarEvent;
  link: Link | null;
  /** Times of the same series that differ from its rule. */
  siblings: readonly CalendarEvent[];
  wish: ImportWish;
  now: Date;
};

function take(trx: Trx, actor: Actor, taking: Taking): Promise<'taken' | 'conflict'> {
  const { event, link, wish } = taking;
  const isBlock = link ? link.blockId !== null : wish.typeId === null;
  if (isBlock) return importBlock(trx, actor, taking);
  return event.rrule !== '' || (link !== null && link.seriesId !== null && link.recurrence === 0)
    ? importSeries(trx, actor, taking)
    : importAppointment(trx, actor, taking);
}

/** The rule first, then the times that differ from it. A block has a rule only: its further times are blocks of their own. */
function withExtras({ events }: CalendarFile, { typeId }: ImportWish): CalendarEvent[] {
  const sorted = [...events].sort((a, b) => Number(a.recurrence !== null) - Number(b.recurrence !== null));
  if (typeId !== null) return sorted;
  return sorted.flatMap((event) => [
    event,
    ...event.extras.map((from) => ({
      ...event,
      recurrence: from,
      from,
      to: from + event.to - event.from,
      rrule: '',
      exceptions: [],
      extras: [],
    })),
  ]);
}

/** What times without a zone are meant in: the calendar's own, or the company's. */
async function zoneOf(trx: Trx, companyId: string, { resourceId }: ImportWish): Promise<string> {
  if (resourceId === null) {
    const { zone } = await trx
      .selectFrom('company')
      .select('zone')
      .where('id', '=', companyId)
      .executeTakeFirstOrThrow();
    return zone;
  }
  const resource = (await resourcesOf(trx, companyId)).find(({ id }) => id === resourceId);
  if (!resource) throw new Refusal({ code: 'record.notFound', record: 'resource', id: resourceId });
  return resource.settings.zone;
}
