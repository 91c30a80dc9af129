import type { AppointmentStatus } from '@balcao/domain';
import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useApi } from '../../api/index.ts';
import { useLiveQuery, useSyncKind } from '../../replica/index.ts';

export type HeldAppointment = {
  id: string;
  typeId: string;
  title: string;
  status: AppointmentStatus;
  from: number;
  to: number;
  /** It can be opened: it is on this device. */
  isHere: boolean;
};

/** What the server keeps of one contact, at most: more is nobody's history at a glance. */
const MOST = 200;

/**
 * A contact's appointments, the latest first: those on this device, and older ones from the server while there is one.
 * @returns `isWhole`: false where only what this device has could be looked at.
 */
export function useContactAppointments(contactId: string): {
  rows: HeldAppointment[];
  isWhole: boolean;
  loading: boolean;
} {
  const api = useApi();
  const isOffline = useSyncKind() === 'offline';
  const here = useLiveQuery((all) => all.appointments.find({ selector: { contactId } }), [contactId]);
  const older = useQuery({
    queryKey: ['booking', 'contact', contactId],
    enabled: !isOffline,
    retry: false,
    queryFn: () => api.booking.appointments.list.query({ contactId, limit: MOST }),
  });
  const rows = useMemo(() => {
    const own = here.rows.map(({ id, typeId, title, status, slot }) => ({
      id,
      typeId,
      title,
      status,
      from: slot.from,
      to: slot.to,
      isHere: true,
    }));
    const known = new Set(own.map(({ id }) => id));
    const further = (older.data?.items ?? [])
      .filter(({ id }) => !known.has(id))
      .map(({ id, typeId, title, status, start, end }) => ({
        id,
        typeId,
        title,
        status,
        from: Date.parse(start),
        to: Date.parse(end),
        isHere: false,
      }));
    return [...own, ...further].sort((a, b) => b.from - a.from);
  }, [here.rows, older.data]);
  return { rows, isWhole: older.isSuccess, loading: here.loading };
}
