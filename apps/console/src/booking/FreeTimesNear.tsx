import type { AppointmentSlot } from '@balcao/domain';
import type { AppointmentRow } from '@balcao/replica';
import { useMemo } from 'react';
import { Button } from '../design/Button.tsx';
import { alternatives, busyOf, calendarOf, heldAt, type SetUp } from './agenda.ts';
import { dateAt } from './layout.ts';
import { useAppointments, useBlocks } from './useAgenda.ts';
import type { Clock } from './words.ts';

type Near = { row: AppointmentRow; setUp: SetUp; clock: Clock; onChoose: (slot: AppointmentSlot) => void };

/** The times that the server found for one in conflict; where it looked for none, those that this device knows. */
export function FreeTimesNear(near: Near) {
  const { row, ...rest } = near;
  const found = row.conflict?.alternatives ?? [];
  return found.length > 0 ? <Times row={row} {...rest} times={found} /> : <KnownTimes {...near} />;
}

/** More than anything that reaches into the days that are searched. */
const AROUND_MS = 10 * 86_400_000;

function KnownTimes({ row, setUp, ...rest }: Near) {
  const { typeId, slot } = row;
  const range = useMemo(() => ({ from: slot.from - AROUND_MS, to: slot.from + AROUND_MS }), [slot.from]);
  const { appointments } = useAppointments(range);
  const blocks = useBlocks();
  const times = useMemo(() => {
    const type = setUp.types.find(({ id }) => id === typeId);
    if (!type) return [];
    const now = Date.now();
    const calendar = calendarOf(
      setUp,
      blocks.map(({ block }) => block),
      [...busyOf(appointments, setUp), ...heldAt(setUp, now)],
    );
    const { from, to, resourceIds: chosen } = slot;
    const free = alternatives(calendar, { type, setUp, chosen, durationMinutes: (to - from) / 60_000, now, at: from });
    return free.map((each) => ({ ...each, resourceIds: chosen.length > 0 ? chosen : each.resourceIds.slice(0, 1) }));
  }, [appointments, blocks, setUp, slot, typeId]);
  return <Times row={row} setUp={setUp} {...rest} times={times} />;
}

function Times({ row, setUp, clock, onChoose, times }: Near & { times: readonly Omit<AppointmentSlot, 'zone'>[] }) {
  const isSameDay = (at: number) => dateAt(at, setUp.zone) === dateAt(row.slot.from, setUp.zone);
  return times.map(({ from, to, resourceIds }) => (
    <Button key={from} onClick={() => onChoose({ ...row.slot, from, to, resourceIds })}>
      {isSameDay(from) ? clock.clock(from) : clock.full(from)}
    </Button>
  ));
}
