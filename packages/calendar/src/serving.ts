/** From what a company has set up to what the engine reads: the same way in the server and in the console. */
import { type AppointmentTypeSettings, type HoursException, hoursOn, type WeekHours } from '@balcao/domain';
import type { AvailabilityRule } from './availability.ts';
import type { SlotQuery, SlotType } from './freeSlots.ts';

/** A type with one of its durations. */
export const slotTypeOf = (
  id: string,
  settings: AppointmentTypeSettings,
  durationMinutes = settings.durations[0] ?? 30,
): SlotType => ({ ...settings, id, durationMinutes });

export const servingOf = ({ serving }: AppointmentTypeSettings): SlotQuery['serving'] =>
  serving === 'together' ? 'together' : 'any';

const ALWAYS = { validFrom: null, validUntil: null, typeIds: [], capacity: null };
const DAYS_OF_WEEK = [0, 1, 2, 3, 4, 5, 6];

/**
 * Every rule that stands. A resource for which no weekly rule was written is there when the company is open; the company's
 * exceptional days are dated rules for all that have none of their own: a holiday shuts.
 */
export function standingRules(
  rules: readonly AvailabilityRule[],
  resourceIds: readonly string[],
  company: { hours: WeekHours; exceptions: readonly HoursException[] },
): AvailabilityRule[] {
  const weekly = rules.filter(({ day }) => day.kind === 'weekly');
  const isForAll = weekly.some(({ resourceId }) => resourceId === null);
  const ruleless = isForAll ? [] : resourceIds.filter((id) => !weekly.some(({ resourceId }) => resourceId === id));
  const opening = ruleless.flatMap((resourceId) =>
    DAYS_OF_WEEK.flatMap((weekday) =>
      hoursOn(company.hours, weekday).map((span) => ({
        ...ALWAYS,
        resourceId,
        day: { kind: 'weekly' as const, weekday },
        span,
      })),
    ),
  );
  const datesOfRules = new Set(
    rules.flatMap(({ day, resourceId }) => (day.kind === 'dated' && resourceId === null ? [day.date] : [])),
  );
  const holidays = company.exceptions
    .filter(({ date }) => !datesOfRules.has(date))
    .flatMap(({ date, spans }): AvailabilityRule[] => {
      const day = { kind: 'dated' as const, date };
      const shut = { ...ALWAYS, resourceId: null, day, span: null };
      return spans.length === 0 ? [shut] : spans.map((span) => ({ ...shut, span }));
    });
  return [...rules, ...opening, ...holidays];
}
