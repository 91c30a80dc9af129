/** Free times as the server knows them: what the company has set up, what is blocked, and what is taken, into the engine. */
import { type Calendar, freeSlots, nearest, type Slot, servingOf, slotTypeOf, standingRules } from '@balcao/calendar';
import { type FreeSlot, hoursException, weekHours } from '@balcao/domain';
import { z } from 'zod';
import type { Trx } from '../db/index.ts';
import { blockOf, blocksAfter } from './blockStore.ts';
import { type AppointmentType, resourcesOf, rulesOf } from './settingsStore.ts';
import { occupiedBetween } from './store.ts';

const DAY_MS = 86_400_000;
const MINUTE_MS = 60_000;
const ALTERNATIVES = 3;
const ANY_HORIZON_DAYS = 36_500;

export type FreeTimesQuery = {
  type: AppointmentType;
  /** Minutes; not given: the type's usual one. */
  durationMinutes?: number;
  /** Of these only; empty: all that serve the type. */
  resourceIds?: readonly string[];
  from: number;
  to: number;
  now: Date;
  /** An appointment that is being moved does not stand in its own way. */
  except?: string;
};

export async function freeTimes(trx: Trx, companyId: string, query: FreeTimesQuery): Promise<Slot[]> {
  const { type, from, to, now } = query;
  const serving = servingOf(type.settings);
  const calendar = await loadCalendar(trx, companyId, query);
  const able = calendar.resources.map(({ id }) => id);
  const asked = query.resourceIds ?? [];
  const chosen = asked.length === 0 ? able : able.filter((id) => asked.includes(id));
  return freeSlots(calendar, {
    type: slotTypeOf(type.id, type.settings, query.durationMinutes),
    serving,
    resourceIds: chosen,
    from,
    to,
    now: now.getTime(),
  });
}

/** With the active resources that serve the type; none named: all. */
async function loadCalendar(trx: Trx, companyId: string, query: FreeTimesQuery): Promise<Calendar> {
  const { type, from, to, now, except } = query;
  const resources = (await resourcesOf(trx, companyId))
    .filter(
      ({ id, active }) => active && (type.settings.resourceIds.length === 0 || type.settings.resourceIds.includes(id)),
    )
    .map(({ id, settings: { zone } }) => ({ id, zone }));
  const resourceIds = resources.map(({ id }) => id);
  const around = { resourceIds, from: from - DAY_MS, to: to + 2 * DAY_MS, now };
  const [rules, blocks, busy, company] = [
    await rulesOf(trx, companyId),
    await blocksAfter(trx, companyId, new Date(from - DAY_MS)),
    await occupiedBetween(trx, companyId, { ...around, ...(except === undefined ? {} : { except }) }),
    await companyHours(trx, companyId),
  ];
  return { resources, rules: standingRules(rules, resourceIds, company), blocks: blocks.map(blockOf), busy };
}

const hours = z.object({ hours: weekHours, exceptions: z.array(hoursException) });
async function companyHours(trx: Trx, companyId: string) {
  const row = await trx
    .selectFrom('company')
    .select(['hours', 'exceptions'])
    .where('id', '=', companyId)
    .executeTakeFirstOrThrow();
  return hours.parse(row);
}

export type TakenTime = {
  type: AppointmentType;
  slot: { from: number; to: number; resourceIds: readonly string[] };
  now: Date;
  except?: string;
  /** Staff are held by neither notice nor horizon. */
  isStaff: boolean;
};

/** The three nearest free times to one that is taken (BOOK-08), on its resources if they have any, else on any that serve. */
export async function alternativesTo(
  trx: Trx,
  companyId: string,
  { type, slot, isStaff, ...rest }: TakenTime,
): Promise<FreeSlot[]> {
  const settings = isStaff ? { ...type.settings, noticeMinutes: 0, horizonDays: ANY_HORIZON_DAYS } : type.settings;
  const isTogether = settings.serving === 'together' || slot.resourceIds.length > 1;
  const query: FreeTimesQuery = {
    ...rest,
    type: { ...type, settings: isTogether ? { ...settings, serving: 'together' } : settings },
    durationMinutes: Math.round((slot.to - slot.from) / MINUTE_MS),
    from: Math.max(rest.now.getTime(), slot.from - 2 * DAY_MS),
    to: slot.from + 7 * DAY_MS,
  };
  const own = await freeTimes(trx, companyId, { ...query, resourceIds: slot.resourceIds });
  const found = own.length > 0 || isTogether ? own : await freeTimes(trx, companyId, query);
  return nearest(found, slot.from, ALTERNATIVES).map(({ from, to, resourceIds }) => ({
    from,
    to,
    resourceIds: isTogether ? resourceIds : resourceIds.slice(0, 1),
  }));
}
