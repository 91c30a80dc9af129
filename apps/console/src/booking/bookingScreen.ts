import type { AppointmentSlot, AppointmentStatus } from '@balcao/domain';
import { create } from 'zustand';

export const CALENDAR_VIEWS = ['day', 'resources', 'week', 'resourceWeek', 'month', 'agenda'] as const;
export type CalendarView = (typeof CALENDAR_VIEWS)[number];

/** What the form is open for. `at` epoch ms. */
export type Editing =
  | {
      kind: 'new';
      from: number;
      to: number | null;
      resourceIds: string[];
      typeId?: string;
      contactId?: string;
      title?: string;
    }
  /** `slot`: where it was dragged to, and could not simply be put. */
  | { kind: 'appointment'; id: string; slot?: AppointmentSlot }
  | { kind: 'newBlock'; from: number; to: number; resourceId: string }
  /** `day`: on which it was pressed; epoch ms. */
  | { kind: 'block'; id: string; day?: { from: number; to: number } }
  /** `file`: dropped on the calendar; `null`: still to be chosen. */
  | { kind: 'import'; file: File | null };

type Screen = {
  view: CalendarView;
  /** `2026-11-26`; empty: today. */
  date: string;
  hiddenResources: ReadonlySet<string>;
  hiddenStatuses: ReadonlySet<AppointmentStatus>;
  typeId: string;
  /** The type whose free times lie over the calendar; empty: none. */
  freeOf: string;
  search: string;
  editing: Editing | null;
  show(view: CalendarView): void;
  goTo(date: string): void;
  toggleResource(id: string): void;
  toggleStatus(status: AppointmentStatus): void;
  set(change: Partial<Pick<Screen, 'typeId' | 'freeOf' | 'search'>>): void;
  edit(editing: Editing | null): void;
};

const toggled = <Value>(set: ReadonlySet<Value>, value: Value): ReadonlySet<Value> =>
  set.has(value) ? new Set([...set].filter((each) => each !== value)) : new Set([...set, value]);

/** View state of the calendar; the rows are the replica's. */
export const useBookingScreen = create<Screen>()((set) => ({
  view: 'resources',
  date: '',
  hiddenResources: new Set(),
  hiddenStatuses: new Set<AppointmentStatus>(['cancelled']),
  typeId: '',
  freeOf: '',
  search: '',
  editing: null,
  show: (view) => set({ view }),
  goTo: (date) => set({ date }),
  toggleResource: (id) => set(({ hiddenResources }) => ({ hiddenResources: toggled(hiddenResources, id) })),
  toggleStatus: (status) => set(({ hiddenStatuses }) => ({ hiddenStatuses: toggled(hiddenStatuses, status) })),
  set: (change) => set(change),
  edit: (editing) => set({ editing }),
}));
