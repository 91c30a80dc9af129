import { fold } from '@balcao/domain';
import type { AppointmentRow } from '@balcao/replica';
import { useCallback, useMemo } from 'react';
import type { SetUp } from './agenda.ts';
import { useBookingScreen } from './bookingScreen.ts';

/** What the filters leave, and what the search finds in it. */
export function useVisible(setUp: SetUp, appointments: readonly AppointmentRow[]) {
  const { hiddenResources, hiddenStatuses, typeId, search } = useBookingScreen();
  const resources = useMemo(
    () => setUp.resources.filter(({ id, active }) => active && !hiddenResources.has(id)),
    [setUp, hiddenResources],
  );
  const names = useMemo(() => new Map([...setUp.resources, ...setUp.types].map(({ id, name }) => [id, name])), [setUp]);
  const shown = useMemo(() => {
    const words = fold(search.trim()).split(/\s+/).filter(Boolean);
    const textOf = ({ title, notes, slot, typeId: type }: AppointmentRow) =>
      fold([title, notes, names.get(type), ...slot.resourceIds.map((id) => names.get(id))].join(' '));
    return appointments.filter((row) => {
      const { slot, status } = row;
      if (hiddenStatuses.has(status) || (typeId !== '' && row.typeId !== typeId)) return false;
      if (slot.resourceIds.length > 0 && slot.resourceIds.every((id) => hiddenResources.has(id))) return false;
      const text = words.length > 0 ? textOf(row) : '';
      return words.every((word) => text.includes(word));
    });
  }, [appointments, hiddenStatuses, hiddenResources, typeId, search, names]);
  /** What is over stands back. */
  const isFaded = useCallback(({ status }: AppointmentRow) => status === 'cancelled', []);
  return { resources, shown, isFaded };
}
