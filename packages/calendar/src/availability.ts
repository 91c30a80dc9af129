/** When a resource is there to be booked, by its rules (BOOK-02). */
import { instantOn, type LocalDay, localDayAt, minutesOf } from '@balcao/domain';

export type RuleDay =
  /** Monday is 0. */
  | { kind: 'weekly'; weekday: number }
  /** `2026-12-24`: on that date it stands instead of all weekly ones. */
  | { kind: 'dated'; date: string };

export type AvailabilityRule = {
  /** `null`: of every resource. */
  resourceId: string | null;
  day: RuleDay;
  /** On the wall clock of the resource's zone; an end that is not after its start is on the next day. `null`: shut. */
  span: { from: string; to: string } | null;
  /** Dates between which it holds, both inside; `null`: without end. */
  validFrom: string | null;
  validUntil: string | null;
  /** Appointment types that it is for; empty: all. */
  typeIds: readonly string[];
  /** Appointments at a time; `null`: as the type says. */
  capacity: number | null;
};

/** A time in which one may book, with how many at a time. */
export type Opening = { from: number; to: number; capacity: number };

type Asked = { resourceId: string; typeId: string; zone: string; capacity: number };

/**
 * The openings of one local day, in order of their start. Those of several rules may overlap: each is a grid of its own.
 * A dated rule for the resource itself stands instead of one for all.
 */
export function openingsOn(rules: readonly AvailabilityRule[], day: LocalDay, asked: Asked): Opening[] {
  const holding = rules.filter((rule) => holds(rule, day, asked));
  const dated = holding.filter((rule) => rule.day.kind === 'dated');
  const own = dated.filter((rule) => rule.resourceId !== null);
  const standing = own.length > 0 ? own : dated.length > 0 ? dated : holding;
  return standing.flatMap((rule) => openingOf(rule, day, asked)).sort((a, b) => a.from - b.from || a.to - b.to);
}

function holds(rule: AvailabilityRule, { date, weekday }: LocalDay, { resourceId, typeId }: Asked): boolean {
  const isOnDay = rule.day.kind === 'weekly' ? rule.day.weekday === weekday : rule.day.date === date;
  return (
    isOnDay &&
    (rule.resourceId === null || rule.resourceId === resourceId) &&
    (rule.typeIds.length === 0 || rule.typeIds.includes(typeId)) &&
    (rule.validFrom === null || rule.validFrom <= date) &&
    (rule.validUntil === null || date <= rule.validUntil)
  );
}

function openingOf({ span, capacity }: AvailabilityRule, day: LocalDay, asked: Asked): Opening[] {
  if (span === null) return [];
  const [start, end] = [minutesOf(span.from), minutesOf(span.to)];
  const from = instantOn(day, start, asked.zone, 'earlier');
  const to =
    end > start
      ? instantOn(day, end, asked.zone, 'later')
      : instantOn(localDayAt(day.to, asked.zone), end, asked.zone, 'later');
  const most = Math.min(asked.capacity, capacity ?? asked.capacity);
  return from < to && most > 0 ? [{ from, to, capacity: most }] : [];
}

const DAY_MS = 86_400_000;

/**
 * How many of a type a resource takes at a time: where type and rule both say, the smaller holds. Outside all opening times,
 * where only staff books, it is as the type says.
 */
export function capacityAt(rules: readonly AvailabilityRule[], { resource, type, from, to }: Place): number {
  if (type.capacity === 1) return 1;
  const { id: resourceId, zone } = resource;
  const asked = { resourceId, typeId: type.id, zone, capacity: type.capacity };
  // One of the day before may reach into this one.
  const openings = [from - DAY_MS, from].flatMap((at) => openingsOn(rules, localDayAt(at, zone), asked));
  const holding = openings.filter((opening) => opening.from <= from && to <= opening.to);
  return holding.length > 0 ? Math.max(...holding.map(({ capacity }) => capacity)) : type.capacity;
}
type Place = {
  resource: { id: string; zone: string };
  type: { id: string; capacity: number };
  from: number;
  to: number;
};
