/** What a calendar is made of, from the rows of the replica: pure, so that it can be tested and asked offline. */
import {
  type AvailabilityRule,
  type Block,
  type Busy,
  type Calendar,
  freeSlots,
  nearest,
  openingsOn,
  type Slot,
  servingOf,
  slotTypeOf,
  standingRules,
  timesOf,
  union,
  within,
} from '@balcao/calendar';
import {
  type AppointmentTypeSettings,
  type LocalDay,
  localDayAt,
  occupies,
  type PlaceWish,
  type ResourceSettings,
  type WeekHours,
} from '@balcao/domain';
import type { AppointmentRow, BlockRow, CatalogRow } from '@balcao/replica';

export type AppointmentType = { id: string; name: string; active: boolean; settings: AppointmentTypeSettings };
export type Resource = { id: string; name: string; active: boolean; userId: string; settings: ResourceSettings };
export type Place = { id: string; name: string; place: PlaceWish['place'] };
export type Rule = AvailabilityRule & { id: string };

/** Kept for somebody who is being asked, until `expiresAt`; epoch ms. */
export type Hold = { id: string; typeId: string; from: number; to: number; resourceIds: string[]; expiresAt: number };

export type SetUp = {
  zone: string;
  types: readonly AppointmentType[];
  resources: readonly Resource[];
  places: readonly Place[];
  rules: readonly Rule[];
  holds: readonly Hold[];
  /** With the company's hours and holidays, as the engine reads them. */
  standing: readonly AvailabilityRule[];
};

const NEVER: WeekHours = { '0': [], '1': [], '2': [], '3': [], '4': [], '5': [], '6': [] };

/** @param zone where the company's own row is not here yet. */
export function setUpOf(rows: readonly CatalogRow[], zone: string): SetUp {
  const types: AppointmentType[] = [];
  const resources: Resource[] = [];
  const places: Place[] = [];
  const rules: Rule[] = [];
  const holds: Hold[] = [];
  let company = {
    zone,
    hours: NEVER,
    exceptions: [] as Extract<CatalogRow['entry'], { kind: 'company' }>['exceptions'],
  };
  for (const { id, name, entry } of [...rows].sort((a, b) => a.position - b.position || a.name.localeCompare(b.name))) {
    if (entry.kind === 'appointmentType') types.push({ id, name, active: entry.active, settings: entry.settings });
    if (entry.kind === 'resource') {
      resources.push({ id, name, active: entry.active, userId: entry.userId, settings: entry.settings });
    }
    if (entry.kind === 'bookingPlace') places.push({ id, name, place: entry.place });
    if (entry.kind === 'availability') rules.push({ id, ...entry.rule });
    if (entry.kind === 'hold') holds.push({ id, ...entry });
    if (entry.kind === 'company') company = entry;
  }
  const ids = resources.filter(({ active }) => active).map(({ id }) => id);
  return { zone: company.zone, types, resources, places, rules, holds, standing: standingRules(rules, ids, company) };
}

export const blockOf = ({ resourceId, rrule, from, to, zone, exceptions }: BlockRow): Block => ({
  resourceId: resourceId || null,
  rrule: rrule || null,
  from,
  to,
  zone,
  exceptions,
});

/** @param except an appointment that does not stand in its own way. */
export function busyOf(appointments: readonly AppointmentRow[], setUp: SetUp, except = ''): Busy[] {
  const types = new Map(setUp.types.map((type) => [type.id, type.settings]));
  return appointments
    .filter(({ id, status }) => id !== except && occupies(status))
    .flatMap(({ typeId, slot }) =>
      slot.resourceIds.map((resourceId) => ({
        resourceId,
        from: slot.from,
        to: slot.to,
        bufferBeforeMinutes: types.get(typeId)?.bufferBeforeMinutes ?? 0,
        bufferAfterMinutes: types.get(typeId)?.bufferAfterMinutes ?? 0,
      })),
    );
}

/** What is held at a time counts as taken, for staff too. */
export const heldAt = (setUp: SetUp, now: number): Busy[] =>
  setUp.holds
    .filter(({ expiresAt }) => expiresAt > now)
    .flatMap(({ resourceIds, from, to }) =>
      resourceIds.map((resourceId) => ({ resourceId, from, to, bufferBeforeMinutes: 0, bufferAfterMinutes: 0 })),
    );

export function calendarOf(setUp: SetUp, blocks: readonly Block[], busy: readonly Busy[]): Calendar {
  const resources = setUp.resources
    .filter(({ active }) => active)
    .map(({ id, settings }) => ({ id, zone: settings.zone }));
  return { resources, rules: setUp.standing, blocks, busy };
}

/** Who serves a type; none named: everybody. */
export const serversOf = (type: AppointmentType, setUp: SetUp): Resource[] =>
  setUp.resources.filter(
    ({ id, active }) => active && (type.settings.resourceIds.length === 0 || type.settings.resourceIds.includes(id)),
  );

type FreeQuery = {
  type: AppointmentType;
  durationMinutes?: number;
  resourceIds: readonly string[];
  from: number;
  to: number;
  now: number;
};

/** Free times as staff see them: notice and horizon bind whoever books from outside. */
export function freeTimes(calendar: Calendar, { type, durationMinutes, ...query }: FreeQuery): Slot[] {
  const slotType = slotTypeOf(type.id, type.settings, durationMinutes);
  const serving = servingOf(type.settings);
  return freeSlots(calendar, { ...query, serving, type: { ...slotType, noticeMinutes: 0, horizonDays: 36_500 } });
}

const DAY_MS = 86_400_000;

export function alternatives(calendar: Calendar, query: Omit<FreeQuery, 'from' | 'to'> & { at: number }): Slot[] {
  const { at, ...rest } = query;
  return nearest(
    freeTimes(calendar, { ...rest, from: Math.max(query.now, at - 2 * DAY_MS), to: at + 7 * DAY_MS }),
    at,
    3,
  );
}

/** When a resource can be booked on a day, whatever the type. */
export const openOn = (setUp: SetUp, resource: Resource, day: LocalDay) =>
  openingsOn(
    setUp.standing.map((rule) => ({ ...rule, typeIds: [] })),
    day,
    { resourceId: resource.id, typeId: '', zone: resource.settings.zone, capacity: 1 },
  );

/** Whether a resource is there the whole time: open by its rules, and not blocked. */
export function isOpen(
  setUp: SetUp,
  blocks: readonly { block: Block }[],
  resourceId: string,
  span: { from: number; to: number },
): boolean {
  const resource = setUp.resources.find(({ id }) => id === resourceId);
  if (!resource) return false;
  const { zone } = resource.settings;
  // What opens late in the evening may reach into the next day.
  const days = [localDayAt(span.from - DAY_MS, zone), localDayAt(span.from, zone)];
  const openings = days.flatMap((day) => openOn(setUp, resource, day));
  const isThere = within(union(openings), span).some(({ from, to }) => from === span.from && to === span.to);
  const own = blocks.filter(({ block }) => block.resourceId === null || block.resourceId === resourceId);
  return isThere && own.every(({ block }) => timesOf(block, span).length === 0);
}

export type Clash = 'taken' | 'outside';

/** What stands against a time on its resources, as far as this device knows; `null`: nothing. */
export function clashOf(
  setUp: SetUp,
  { busy, blocks }: { busy: readonly Busy[]; blocks: readonly { block: Block }[] },
  { from, to, resourceIds, capacity }: { from: number; to: number; resourceIds: readonly string[]; capacity: number },
): Clash | null {
  const isTaken = resourceIds.some(
    (id) => busy.filter((each) => each.resourceId === id && each.from < to && from < each.to).length >= capacity,
  );
  if (isTaken) return 'taken';
  return resourceIds.every((id) => isOpen(setUp, blocks, id, { from, to })) ? null : 'outside';
}
