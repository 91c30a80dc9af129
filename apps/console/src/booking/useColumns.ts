import { localDay } from '@balcao/domain';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { Resource } from './agenda.ts';
import type { CalendarView } from './bookingScreen.ts';
import { daysOn, mondayOf, monthDates } from './layout.ts';
import type { GridColumnOf } from './TimeGrid.tsx';
import type { Clock } from './words.ts';

/** The dates that a view shows, from first to last. */
export function datesOf(view: CalendarView, date: string, zone: string): string[] {
  const week = () => Array.from({ length: 7 }, (_, index) => daysOn(mondayOf(date, zone), index));
  switch (view) {
    case 'day':
    case 'resources':
      return [date];
    case 'week':
    case 'resourceWeek':
      return week();
    case 'month':
      return monthDates(date, zone);
    case 'agenda':
      return Array.from({ length: 30 }, (_, index) => daysOn(date, index));
  }
}

type Given = {
  view: CalendarView;
  dates: readonly string[];
  zone: string;
  resources: readonly Resource[];
  today: string;
  clock: Clock;
};

/** Columns are days, resources, or the days of each resource. */
export function useColumns({ view, dates, zone, resources, today, clock }: Given): GridColumnOf[] {
  const { t } = useTranslation('booking');
  return useMemo(() => {
    const days = dates.map((date) => localDay(date, zone));
    const lines: { id: string | null; name: string }[] = [
      ...resources.map(({ id, name }) => ({ id, name })),
      { id: '', name: t('unassigned') },
    ];
    const column = (
      date: (typeof days)[number],
      id: string | null,
      label: string,
      group: string | null,
    ): GridColumnOf => ({
      key: `${date.date} ${id ?? 'all'}`,
      day: date,
      resourceId: id,
      label,
      group,
      facts: '',
      zone,
      isToday: date.date === today,
    });
    if (view === 'resources') return days.flatMap((day) => lines.map(({ id, name }) => column(day, id, name, null)));
    if (view === 'resourceWeek') {
      return lines.flatMap(({ id, name }) => days.map((day) => column(day, id, clock.short(day.from), name)));
    }
    return days.map((day) => column(day, null, view === 'day' ? clock.long(day.from) : clock.short(day.from), null));
  }, [view, dates, zone, resources, today, clock, t]);
}
