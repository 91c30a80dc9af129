/** Where things stand in a column of the calendar: pure geometry, in minutes of the wall clock and shares of a width. */
import { instantOn, type LocalDay, localDay, localDayAt, wallTimeAt } from '@balcao/domain';

export const DAY_MINUTES = 24 * 60;
/** Lower: dragging jumps. Higher: nobody meets the quarter hours that people book by. */
export const SNAP_MINUTES = 15;

export type Column = {
  key: string;
  day: LocalDay;
  /** `null`: whatever resource; empty: those that nobody has yet. */
  resourceId: string | null;
};

export type Span = { from: number; to: number };

/** The part of a time that lies in a day, in minutes since its midnight on the wall clock; `null`: none. */
export function minutesIn(span: Span, day: LocalDay, zone: string): { top: number; bottom: number } | null {
  if (span.to <= day.from || span.from >= day.to) return null;
  const top = span.from <= day.from ? 0 : wallTimeAt(span.from, zone).minutes;
  const bottom = span.to >= day.to ? DAY_MINUTES : wallTimeAt(span.to, zone).minutes;
  // An hour that comes twice: it ends, on the clock, before it began.
  return { top, bottom: Math.max(bottom, top + 1) };
}

export type Placed<Item> = { item: Item; top: number; bottom: number; lane: number; lanes: number };

/** Those that overlap stand side by side: each in the first lane that is free, all of a heap as narrow as its widest place. */
export function sideBySide<Item>(items: readonly { item: Item; top: number; bottom: number }[]): Placed<Item>[] {
  const sorted = [...items].sort((a, b) => a.top - b.top || b.bottom - a.bottom);
  const placed: Placed<Item>[] = [];
  let heap: Placed<Item>[] = [];
  let ends: number[] = [];
  const close = () => {
    for (const each of heap) each.lanes = ends.length;
    heap = [];
    ends = [];
  };
  for (const { item, top, bottom } of sorted) {
    if (ends.every((end) => end <= top)) close();
    const free = ends.findIndex((end) => end <= top);
    const lane = free < 0 ? ends.length : free;
    ends[lane] = bottom;
    const each = { item, top, bottom, lane, lanes: 1 };
    heap.push(each);
    placed.push(each);
  }
  close();
  return placed;
}

export const snapped = (minutes: number): number => Math.round(minutes / SNAP_MINUTES) * SNAP_MINUTES;

/** The instant of a place in a column. */
export const instantAt = (day: LocalDay, minutes: number, zone: string): number =>
  instantOn(day, Math.min(DAY_MINUTES, Math.max(0, minutes)), zone);

/** `2026-11-26` and so many days on. */
export function daysOn(date: string, days: number): string {
  return new Date(Date.parse(`${date}T12:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
}

/** Monday of the week that holds a date. */
export const mondayOf = (date: string, zone: string): string => daysOn(date, -localDay(date, zone).weekday);

/** Six weeks around a month, from a Monday. */
export function monthDates(date: string, zone: string): string[] {
  const first = mondayOf(`${date.slice(0, 8)}01`, zone);
  return Array.from({ length: 42 }, (_, index) => daysOn(first, index));
}

/** The same day of another month, or its last. */
export function monthsOn(date: string, months: number): string {
  const [year = 0, month = 1, day = 1] = date.split('-').map(Number);
  const last = new Date(Date.UTC(year, month + months, 0)).getUTCDate();
  return new Date(Date.UTC(year, month - 1 + months, Math.min(day, last))).toISOString().slice(0, 10);
}

export const dateAt = (at: number, zone: string): string => localDayAt(at, zone).date;
