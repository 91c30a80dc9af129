import type { AppointmentAnswer, AppointmentSlot } from '@balcao/domain';
import type { AppointmentRow } from '@balcao/replica';
import { useMemo, useState } from 'react';
import { alternatives, busyOf, calendarOf, heldAt, inTheWay, type SetUp } from './agenda.ts';
import type { Editing } from './bookingScreen.ts';
import { spanOf, timeOf } from './formTime.ts';
import { clashOf } from './openings.ts';
import { useAppointments, useBlocks } from './useAgenda.ts';

export type Draft = {
  typeId: string;
  contactId: string;
  title: string;
  date: string;
  start: string;
  minutes: number;
  resourceIds: string[];
  placeId: string;
  notes: string;
  answers: AppointmentAnswer[];
  /** Addresses, as they are typed, with commas between. */
  invited: string;
  overbookReason: string;
};
type AppointmentEditing = Extract<Editing, { kind: 'new' | 'appointment' }>;

const DAY_MS = 86_400_000;

function begun(editing: AppointmentEditing, row: AppointmentRow | null, setUp: SetUp): Draft {
  const { zone } = setUp;
  if (editing.kind === 'appointment' && row) {
    const slot = editing.slot ?? row.slot;
    const placeId = setUp.places.find(
      ({ place }) => place.value === row.place?.value && place.kind === row.place?.kind,
    )?.id;
    const { typeId, contactId, title, notes, answers, participants } = row;
    return {
      typeId,
      contactId,
      title,
      notes,
      answers,
      ...timeOf({ ...slot, zone }),
      resourceIds: slot.resourceIds,
      placeId: placeId ?? '',
      invited: participants.map(({ email }) => email).join(', '),
      overbookReason: '',
    };
  }
  const active = setUp.types.filter((each) => each.active);
  const type = active.find(({ id }) => editing.kind === 'new' && id === editing.typeId) ?? active[0];
  const minutes = type?.settings.durations[0] ?? 30;
  const from = editing.kind === 'new' ? editing.from : Date.now();
  const to = editing.kind === 'new' && editing.to !== null ? editing.to : from + minutes * 60_000;
  return {
    typeId: type?.id ?? '',
    contactId: editing.kind === 'new' ? (editing.contactId ?? '') : '',
    title: editing.kind === 'new' ? (editing.title ?? '') : '',
    ...timeOf({ from, to, zone }),
    resourceIds: editing.kind === 'new' ? editing.resourceIds : [],
    placeId: '',
    notes: '',
    answers: [],
    invited: '',
    overbookReason: '',
  };
}

/** What is in the form, where it would land, and what stands in its way as far as this device knows. */
export function useDraft(editing: AppointmentEditing, row: AppointmentRow | null, setUp: SetUp) {
  const [draft, setDraft] = useState(() => begun(editing, row, setUp));
  const { zone } = setUp;
  const type = setUp.types.find(({ id }) => id === draft.typeId) ?? null;
  const { date, start, minutes } = draft;
  const span = useMemo(() => spanOf({ date, start, minutes }, zone), [date, start, minutes, zone]);
  const from = span === 'noSuchTime' ? 0 : span.from;
  const around = useMemo(() => ({ from: from - 3 * DAY_MS, to: from + 9 * DAY_MS }), [from]);
  const { appointments } = useAppointments(around);
  const blocks = useBlocks();
  const id = row?.id ?? '';
  const against = useMemo(() => {
    if (span === 'noSuchTime' || !type) return { isTaken: false, isOutside: false, free: [], other: null };
    const busy = [...busyOf(appointments, setUp, id), ...heldAt(setUp, Date.now())];
    const calendar = calendarOf(
      setUp,
      blocks.map(({ block }) => block),
      busy,
    );
    const chosen = draft.resourceIds;
    const query = { type, setUp, chosen, durationMinutes: draft.minutes, now: Date.now(), at: span.from };
    const wanted = { ...span, resourceIds: chosen };
    const clash = clashOf(setUp, { busy, blocks }, wanted, type);
    return {
      isTaken: clash === 'taken',
      isOutside: clash === 'outside',
      other: clash === 'taken' && id !== '' ? inTheWay(appointments, id, wanted) : null,
      free: alternatives(calendar, query),
    };
  }, [span, type, appointments, setUp, id, blocks, draft.resourceIds, draft.minutes]);
  const { resourceIds } = draft;
  const slot: AppointmentSlot | null = useMemo(
    () => (span === 'noSuchTime' ? null : { ...span, zone, resourceIds }),
    [span, zone, resourceIds],
  );
  const change = (part: Partial<Draft>) => setDraft((now) => ({ ...now, ...part }));
  return { draft, change, type, slot, ...against };
}
