import type { AppointmentSlot } from '@balcao/domain';
import type { AppointmentRow } from '@balcao/replica';
import { useMemo } from 'react';
import { useLiveQuery } from '../../replica/index.ts';
import { type AppointmentType, busyOf, heldAt, type SetUp } from '../agenda.ts';
import { type Clash, clashOf } from '../openings.ts';
import { useAppointments, useBlocks } from '../useAgenda.ts';

/** All times of a row's series that are on this device; none of one that happens once. */
export function useSeriesRows(row: AppointmentRow | null): readonly AppointmentRow[] {
  const seriesId = row?.seriesId ?? '';
  const { rows } = useLiveQuery(
    (all) => (seriesId === '' ? null : all.appointments.find({ selector: { seriesId } })),
    [seriesId],
  );
  return rows;
}

export type ClashingTime = AppointmentSlot & { clash: Clash };

/**
 * Which of several times cannot simply be had, as far as this device knows. Longer than a moment's work it is not: a year
 * of weeks is 52 times.
 * @param own appointments that do not stand in their own way
 */
export function useClashes(
  slots: readonly AppointmentSlot[],
  { type, setUp, own }: { type: AppointmentType | null; setUp: SetUp; own: readonly AppointmentRow[] },
): ClashingTime[] {
  const from = slots[0]?.from ?? 0;
  const to = slots.at(-1)?.to ?? 0;
  const range = useMemo(() => ({ from, to: Math.max(to, from + 1) }), [from, to]);
  const { appointments } = useAppointments(range);
  const blocks = useBlocks();
  return useMemo(() => {
    if (!type || slots.length < 2) return [];
    const owned = new Set(own.map(({ id }) => id));
    const others = appointments.filter(({ id }) => !owned.has(id));
    const busy = [...busyOf(others, setUp), ...heldAt(setUp, Date.now())];
    return slots.flatMap((slot) => {
      const clash = clashOf(setUp, { busy, blocks }, slot, type);
      return clash ? [{ ...slot, clash }] : [];
    });
  }, [slots, type, setUp, own, appointments, blocks]);
}
