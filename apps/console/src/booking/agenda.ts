/** What a calendar is made of, from the rows of the replica: pure, so that it can be tested and asked offline. */
import {
  type AvailabilityRule,
  type Block,
  type Busy,
  type Calendar,
  capacityAt,
  type DayPart,
  freeSlots,
  nearest,
  placesLeft,
  type Slot,
  servingOf,
  slotTypeOf,
  standingRules,
  suggest,
} from '@balcao/calendar';
import {
  type AppointmentTypeSettings,
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
        ...takenBy(types.get(typeId)),
      })),
    );
}

/** What is held at a time counts as taken, for staff too. */
export function heldAt(setUp: SetUp, now: number): Busy[] {
  const types = new Map(setUp.types.map((type) => [type.id, type.settings]));
  return setUp.holds
    .filter(({ expiresAt }) => expiresAt > now)
    .flatMap(({ typeId, resourceIds, from, to }) =>
      resourceIds.map((resourceId) => ({ resourceId, from, to, ...takenBy(types.get(typeId)) })),
    );
}

const takenBy = (settings: AppointmentTypeSettings | undefined) => ({
  bufferBeforeMinutes: settings?.bufferBeforeMinutes ?? 0,
  bufferAfterMinutes: settings?.bufferAfterMinutes ?? 0,
  capacity: settings?.capacity ?? 1,
});

export function calendarOf(setUp: SetUp, blocks: readonly Block[], busy: readonly Busy[]): Calendar {
  const resources = setUp.resources
    .filter(({ active }) => active)
    .map(({ id, settings }) => ({ id, zone: settings.zone }));
  return { resources, rules: setUp.standing, blocks, busy };
}

/** Whether an appointment of the type has a place on each of its resources then, counted as the server counts (BOOK-06). */
export function isFree(setUp: SetUp, busy: readonly Busy[], { id, settings }: AppointmentType, slot: Wanted): boolean {
  return slot.resourceIds.every((resourceId) => {
    const resource = setUp.resources.find((each) => each.id === resourceId);
    if (!resource) return true;
    const place = {
      resource: { id: resourceId, zone: resource.settings.zone },
      type: { id, capacity: settings.capacity },
    };
    const capacity = capacityAt(setUp.standing, { ...place, from: slot.from, to: slot.to });
    const own = busy.filter((each) => each.resourceId === resourceId);
    return placesLeft(own, slot, settings, capacity) > 0;
  });
}
export type Wanted = { from: number; to: number; resourceIds: readonly string[] };

/** Who is in the way there, if it is one and no more: those two can change places. */
export function inTheWay(appointments: readonly AppointmentRow[], except: string, slot: Wanted): AppointmentRow | null {
  const there = appointments.filter(
    ({ id, status, slot: other }) =>
      id !== except &&
      occupies(status) &&
      other.from < slot.to &&
      slot.from < other.to &&
      other.resourceIds.some((each) => slot.resourceIds.includes(each)),
  );
  return there.length === 1 ? (there[0] ?? null) : null;
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
/** More than anybody remembers who hears them. */
const MOST_SUGGESTED = 3;

type AlternativesQuery = Omit<FreeQuery, 'from' | 'to' | 'resourceIds'> & {
  /** All of them have to be free; empty: any that serves. */
  chosen: readonly string[];
  setUp: SetUp;
  at: number;
};

/** The nearest free times to one, before it or after. */
export function alternatives(calendar: Calendar, { at, chosen, setUp, ...query }: AlternativesQuery): Slot[] {
  const resourceIds = chosen.length > 0 ? chosen : serversOf(query.type, setUp).map(({ id }) => id);
  const range = { from: Math.max(query.now, at - 2 * DAY_MS), to: at + 7 * DAY_MS };
  const free = freeTimes(calendar, { ...query, ...range, resourceIds });
  const whole = free.filter((slot) => slot.from !== at && chosen.every((id) => slot.resourceIds.includes(id)));
  return nearest(whole, at, 3);
}

const SUGGESTED_DAYS = 14;
export const suggestedRange = (now: number) => ({ from: now, to: now + SUGGESTED_DAYS * DAY_MS });

type SuggestionsQuery = Omit<AlternativesQuery, 'at'> & { weekdays: readonly number[]; parts: readonly DayPart[] };

/** A few times as one would name them on the telephone (BOOK-07), with what they said before everything else. */
export function suggestions(
  calendar: Calendar,
  { chosen, setUp, weekdays, parts, ...query }: SuggestionsQuery,
): Slot[] {
  const resourceIds = chosen.length > 0 ? chosen : serversOf(query.type, setUp).map(({ id }) => id);
  const free = freeTimes(calendar, { ...query, ...suggestedRange(query.now), resourceIds });
  const whole = free.filter((slot) => chosen.every((id) => slot.resourceIds.includes(id)));
  const wish = { weekdays, dates: [], parts };
  const neighbours = calendar.busy.filter(({ resourceId }) => resourceIds.includes(resourceId));
  return suggest(whole, { zone: setUp.zone, most: MOST_SUGGESTED, wish, neighbours });
}
