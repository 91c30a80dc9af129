/**
 * Which of IANA's zones a name in a file means. Times are counted with IANA's rules even where the file brings its own: a
 * nine o'clock in São Paulo stays nine o'clock although the file was written while there was daylight saving.
 */
import { instantIn, isZone } from '@balcao/domain';
import ICAL from 'ical.js';
import type { JCal } from './event.ts';

export type FileZone =
  | { kind: 'zone'; zone: string }
  /** No zone has these rules: its times are right, and are meant in the reader's zone. */
  | { kind: 'rules'; instant: (wall: string) => number }
  | { kind: 'unknown' };

/** @param tzid for which wall time its rules are compared: around `wall`, `2026-11-23T09:00:00`. */
export type FileZones = (tzid: string, wall: string) => FileZone;

export function fileZones(definitions: readonly JCal[], preferred: string): FileZones {
  const known = new Map<string, FileZone>();
  return (tzid, wall) => {
    const year = wall.slice(0, 4);
    const key = `${year} ${tzid}`;
    const found = known.get(key) ?? zoneOf(tzid, definitions, preferred, Number(year));
    known.set(key, found);
    return found;
  };
}

function zoneOf(tzid: string, definitions: readonly JCal[], preferred: string, year: number): FileZone {
  const named = nameIn(tzid);
  if (named) return { kind: 'zone', zone: named };
  const definition = definitions.find(([, properties]) =>
    properties.some(([name, , , value]) => name === 'tzid' && value === tzid),
  );
  if (!definition) return { kind: 'unknown' };
  const location = definition[1].find(([name]) => name === 'x-lic-location')?.[3];
  const located = typeof location === 'string' ? nameIn(location) : null;
  if (located) return { kind: 'zone', zone: located };
  const instant = instantsOf(definition);
  if (!instant) return { kind: 'unknown' };
  const zone = zoneLike(instant, preferred, year);
  return zone ? { kind: 'zone', zone } : { kind: 'rules', instant };
}

/** `America/Sao_Paulo`, also at the end of `/mozilla.org/20050126_1/America/Sao_Paulo`. */
function nameIn(tzid: string): string | null {
  if (isZone(tzid)) return tzid;
  const parts = tzid.split('/').filter(Boolean);
  for (const length of [3, 2]) {
    const name = parts.slice(-length).join('/');
    if (parts.length > length && isZone(name)) return name;
  }
  return null;
}

function instantsOf(definition: JCal): ((wall: string) => number) | null {
  try {
    const zone = ICAL.Timezone.fromData(new ICAL.Component(definition));
    const instant = (wall: string): number => {
      const time = ICAL.Time.fromDateTimeString(wall.slice(0, 19));
      time.zone = zone;
      return time.toUnixTime() * 1_000;
    };
    return Number.isFinite(instant('2026-01-15T12:00:00')) ? instant : null;
  } catch {
    return null;
  }
}

const MONTHS = Array.from({ length: 12 }, (_, month) => String(month + 1).padStart(2, '0'));
const OFFSETS = Array.from({ length: 27 }, (_, index) => `Etc/GMT${index < 12 ? '-' : '+'}${Math.abs(index - 12)}`);

/** The zone that shows the same times in every month of that year and the next; the reader's own first. */
function zoneLike(instant: (wall: string) => number, preferred: string, year: number): string | null {
  const walls = [year, year + 1].flatMap((each) =>
    MONTHS.flatMap((month) => [`${each}-${month}-05T12:00:00`, `${each}-${month}-25T12:00:00`]),
  );
  const wanted = walls.map((wall) => ({ wall, at: instant(wall) }));
  const isLike = (zone: string) => wanted.every(({ wall, at }) => instantIn(zone, wall) === at);
  const candidates = [preferred, ...Intl.supportedValuesOf('timeZone'), ...OFFSETS];
  return candidates.find((zone) => isZone(zone) && isLike(zone)) ?? null;
}
