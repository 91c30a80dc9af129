/** Free times as the server knows them: what the company has set up, what is blocked, and what is taken, into the engine. */
import { freeSlots, nearest, type Slot, servingOf, slotTypeOf } from '@balcao/calendar';
import type { FreeSlot } from '@balcao/domain';
import type { Trx } from '../db/index.ts';
import { freeTimesAsked } from '../metrics.ts';
import { keepDay, keptDay } from './keptTimes.ts';
import type { AppointmentType } from './settingsStore.ts';
import { isChangedHere, rulesFor, type SetUp, setUpOf, type Versions, versionOf, versionsOf } from './setUp.ts';
import { occupiedBetween, occupiedWithVersions, type Seen } from './store.ts';

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

/** What a transaction knows of the agenda: the numbers as it sees them, and what is set up by them. */
export type Agenda = { versions: Versions; setUp: SetUp };

export async function agendaOf(trx: Trx, companyId: string, now: Date): Promise<Agenda> {
  const versions = await versionsOf(trx, companyId);
  return { versions, setUp: await setUpOf(trx, companyId, versions, now) };
}

/** The same together with what stands against a time, the wanted one's own buffers aside: of one moment, in one round. */
export async function lookAround(
  trx: Trx,
  companyId: string,
  { from, to, resourceIds }: { from: number; to: number; resourceIds: readonly string[] },
  now: Date,
): Promise<Agenda & { occupied: Seen[] }> {
  const { versions, occupied } = await occupiedWithVersions(trx, companyId, { resourceIds, from, to, now });
  return { versions, occupied, setUp: await setUpOf(trx, companyId, versions, now) };
}

/** @param known read before in the same transaction, and nothing changed by it since. */
export async function freeTimes(trx: Trx, companyId: string, query: FreeTimesQuery, known?: Agenda): Promise<Slot[]> {
  const { type } = query;
  const now = query.now.getTime();
  const from = Math.max(query.from, now + type.settings.noticeMinutes * MINUTE_MS);
  const to = Math.min(query.to, now + type.settings.horizonDays * DAY_MS);
  if (from >= to) return [];
  const agenda = known ?? (await agendaOf(trx, companyId, query.now));
  const able = ableResources(agenda.setUp, type).map(({ id }) => id);
  const asked = query.resourceIds ?? [];
  const resourceIds = asked.length === 0 ? able : able.filter((id) => asked.includes(id));
  const [first, last] = [Math.floor(from / DAY_MS), Math.floor((to - 1) / DAY_MS)];
  const wanted = { ...query, resourceIds, first, last };
  const isKept =
    query.except === undefined && ![companyId, ...resourceIds].some((id) => isChangedHere(agenda.versions, id));
  const days = isKept ? await keptDays(trx, companyId, agenda, wanted) : null;
  const slots = days ?? (await countDays(trx, companyId, agenda, wanted)).slots;
  return slots.filter((slot) => from <= slot.from && slot.from < to);
}

const ableResources = ({ resources }: SetUp, { settings }: AppointmentType) =>
  resources.filter(
    ({ id, active }) => active && (settings.resourceIds.length === 0 || settings.resourceIds.includes(id)),
  );

/** UTC days, counted from 1970, both inside. */
type Days = Omit<FreeTimesQuery, 'resourceIds' | 'from' | 'to'> & {
  resourceIds: readonly string[];
  first: number;
  last: number;
};

async function keptDays(trx: Trx, companyId: string, agenda: Agenda, wanted: Days): Promise<Slot[]> {
  const { type, resourceIds, first, last, now } = wanted;
  const versions = resourceIds.map((id) => `${id}@${versionOf(agenda.versions, id)}`).join();
  const setUp = `${companyId}@${versionOf(agenda.versions, companyId)}`;
  // The type itself may be of another moment than the numbers, or a caller's own.
  const { durationMinutes, stepMinutes, bufferBeforeMinutes, bufferAfterMinutes, capacity } = slotTypeOf(
    type.id,
    type.settings,
    wanted.durationMinutes,
  );
  const asked = [type.id, durationMinutes, stepMinutes, bufferBeforeMinutes, bufferAfterMinutes, capacity].join();
  const keyOf = (day: number) => `${setUp}|${asked}|${servingOf(type.settings)}|${versions}|${day}`;

  const days = Array.from({ length: last - first + 1 }, (_, index) => keptDay(keyOf(first + index), now.getTime()));
  const missing = days.flatMap((day, index) => (day === null ? [first + index] : []));
  const [from, to] = [missing[0], missing.at(-1)];
  freeTimesAsked.inc({ answer: from === undefined ? 'kept' : 'counted' });
  if (from === undefined || to === undefined) return days.flatMap((day) => day?.slots ?? []);

  const { slots, until } = await countDays(trx, companyId, agenda, { ...wanted, first: from, last: to });
  const byDay = Map.groupBy(slots, (slot) => Math.floor(slot.from / DAY_MS));
  for (const day of missing) keepDay(keyOf(day), { slots: byDay.get(day) ?? [], until });
  return days.flatMap((day, index) => day?.slots ?? byDay.get(first + index) ?? []);
}

/** @returns slots of whole days, without notice and horizon, and when the first hold among what stood in their way ends. */
async function countDays(
  trx: Trx,
  companyId: string,
  { setUp }: Agenda,
  { type, resourceIds, first, last, now, durationMinutes, except }: Days,
): Promise<{ slots: Slot[]; until: number }> {
  const [from, to] = [first * DAY_MS, (last + 1) * DAY_MS];
  const around = { resourceIds, from: from - DAY_MS, to: to + 2 * DAY_MS, now };
  const busy = await occupiedBetween(trx, companyId, { ...around, ...(except === undefined ? {} : { except }) });
  const resources = setUp.resources
    .filter(({ id }) => resourceIds.includes(id))
    .map(({ id, settings: { zone } }) => ({ id, zone }));
  const rules = rulesFor(setUp, resourceIds);
  const slots = freeSlots(
    { resources, rules, blocks: setUp.blocks, busy },
    {
      type: { ...slotTypeOf(type.id, type.settings, durationMinutes), noticeMinutes: 0, horizonDays: ANY_HORIZON_DAYS },
      serving: servingOf(type.settings),
      resourceIds,
      from,
      to,
      now: from,
    },
  );
  const ends = busy.flatMap(({ expiresAt }) => (expiresAt === null ? [] : [expiresAt.getTime()]));
  return { slots, until: Math.min(Number.POSITIVE_INFINITY, ...ends) };
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
  known?: Agenda,
): Promise<FreeSlot[]> {
  const agenda = known ?? (await agendaOf(trx, companyId, rest.now));
  const settings = isStaff ? { ...type.settings, noticeMinutes: 0, horizonDays: ANY_HORIZON_DAYS } : type.settings;
  const isTogether = settings.serving === 'together' || slot.resourceIds.length > 1;
  const query: FreeTimesQuery = {
    ...rest,
    type: { ...type, settings: isTogether ? { ...settings, serving: 'together' } : settings },
    durationMinutes: Math.round((slot.to - slot.from) / MINUTE_MS),
    from: Math.max(rest.now.getTime(), slot.from - 2 * DAY_MS),
    to: slot.from + 7 * DAY_MS,
  };
  const own = await freeTimes(trx, companyId, { ...query, resourceIds: slot.resourceIds }, agenda);
  const found = own.length > 0 || isTogether ? own : await freeTimes(trx, companyId, query, agenda);
  return nearest(found, slot.from, ALTERNATIVES).map(({ from, to, resourceIds }) => ({
    from,
    to,
    resourceIds: isTogether ? resourceIds : resourceIds.slice(0, 1),
  }));
}
