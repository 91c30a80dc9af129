import { useEffect, useMemo, useState } from 'react';
import { AppointmentForm } from '../AppointmentForm.tsx';
import { busyOf, calendarOf, freeTimes, heldAt, type SetUp, serversOf } from '../agenda.ts';
import type { Editing } from '../bookingScreen.ts';
import { useAppointments, useBlocks } from '../useAgenda.ts';
import type { Clock } from '../words.ts';

type Props = { contactId: string; title: string; setUp: SetUp; clock: Clock; onClose: () => void };

const DAY_MS = 86_400_000;
const LOOKED_AT_DAYS = 14;
const HALF_HOUR_MS = 30 * 60_000;

/** The form for somebody, at the first time that is free: Enter books it. */
export function BookContact({ contactId, title, setUp, clock, onClose }: Props) {
  const [now] = useState(() => Date.now());
  const range = useMemo(() => ({ from: now, to: now + LOOKED_AT_DAYS * DAY_MS }), [now]);
  const { appointments, loading } = useAppointments(range);
  const blocks = useBlocks();
  const [editing, setEditing] = useState<Extract<Editing, { kind: 'new' }> | null>(null);
  // Once: what somebody chose stays chosen while others book.
  useEffect(() => {
    if (loading || editing) return;
    const type = setUp.types.find(({ active }) => active);
    const calendar = calendarOf(
      setUp,
      blocks.map(({ block }) => block),
      [...busyOf(appointments, setUp), ...heldAt(setUp, now)],
    );
    const [first] = type
      ? freeTimes(calendar, { type, resourceIds: serversOf(type, setUp).map(({ id }) => id), ...range, now })
      : [];
    const isTogether = type?.settings.serving === 'together';
    setEditing({
      kind: 'new',
      from: first?.from ?? Math.ceil(now / HALF_HOUR_MS) * HALF_HOUR_MS,
      to: null,
      resourceIds: isTogether ? (first?.resourceIds ?? []) : (first?.resourceIds.slice(0, 1) ?? []),
      contactId,
      title,
    });
  }, [loading, editing, setUp, blocks, appointments, range, now, contactId, title]);
  return editing && <AppointmentForm editing={editing} setUp={setUp} clock={clock} onClose={onClose} />;
}
