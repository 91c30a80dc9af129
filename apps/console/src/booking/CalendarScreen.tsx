import './colors.css';
import type { Slot } from '@balcao/calendar';
import { type AppointmentSlot, type LocalDay, localDay, may } from '@balcao/domain';
import { useCallback, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { EmptyState } from '../design/EmptyState.tsx';
import { SkeletonBlocks } from '../design/Skeleton.tsx';
import { useFromNow } from '../i18n/clock.ts';
import { useUser } from '../session/index.ts';
import { AgendaList } from './AgendaList.tsx';
import { AppointmentForm } from './AppointmentForm.tsx';
import { busyOf, calendarOf, freeTimes, heldAt, isFree, serversOf } from './agenda.ts';
import { BlockForm } from './BlockForm.tsx';
import { useBookingScreen } from './bookingScreen.ts';
import styles from './CalendarScreen.module.css';
import { contentsOf } from './contents.ts';
import { DropFile } from './files/DropFile.tsx';
import { ImportDialog } from './files/ImportDialog.tsx';
import { contentsKeeper, countsKeeper } from './keptContents.ts';
import { dateAt } from './layout.ts';
import { MonthView } from './MonthView.tsx';
import { SidePanel } from './SidePanel.tsx';
import { type GridColumnOf, TimeGrid } from './TimeGrid.tsx';
import { Toolbar } from './Toolbar.tsx';
import { useAppointments, useBlocks, useSetUp } from './useAgenda.ts';
import { useBookingActions } from './useBookingActions.ts';
import { datesOf, useColumns } from './useColumns.ts';
import { useVisible } from './useVisible.ts';
import { useClock } from './words.ts';

/** The same at every minute: nothing lies over the calendar. */
const NO_SLOTS: readonly Slot[] = [];

/** The receptionist's calendar (BOOK-11): everything from the replica, so it opens and works without a connection. */
export function CalendarScreen() {
  const { t } = useTranslation('booking');
  const { role } = useUser();
  const { setUp, loading } = useSetUp();
  const screen = useBookingScreen();
  const { view, editing, edit, freeOf, search } = screen;
  const { zone } = setUp;
  const clock = useClock(zone);
  const today = useFromNow(useCallback((now) => dateAt(now, zone), [zone]));
  const date = screen.date || today;
  const dates = useMemo(() => datesOf(view, date, zone), [view, date, zone]);
  const range = useMemo(() => {
    const [first = date, last = first] = [dates[0], dates.at(-1)];
    return { from: localDay(first, zone).from, to: localDay(last, zone).to };
  }, [dates, date, zone]);
  const isSearching = search.trim() !== '';
  const { appointments } = useAppointments(isSearching ? null : range);
  const blocks = useBlocks();
  const actions = useBookingActions();
  const { resources, shown, isFaded } = useVisible(setUp, appointments);
  const columns = useColumns({ view, dates, zone, resources, today, clock });

  const minute = useFromNow(useCallback((now) => Math.floor(now / 60_000) * 60_000, []));
  // Nothing is held: the passing of a minute draws no column anew.
  const heldNow = setUp.holds.length > 0 ? minute : 0;
  const calendar = useMemo(
    () =>
      calendarOf(
        setUp,
        blocks.map(({ block }) => block),
        [...busyOf(appointments, setUp), ...heldAt(setUp, heldNow)],
      ),
    [setUp, blocks, appointments, heldNow],
  );
  const free = useMemo(() => {
    const type = setUp.types.find(({ id }) => id === freeOf);
    if (!type) return NO_SLOTS;
    const resourceIds = serversOf(type, setUp).map(({ id }) => id);
    return freeTimes(calendar, { type, resourceIds, ...range, now: minute });
  }, [setUp, freeOf, calendar, range, minute]);
  const isGrid = !isSearching && view !== 'month' && view !== 'agenda';
  const [keep] = useState(contentsKeeper);
  const [count] = useState(() => countsKeeper<GridColumnOf>());
  const contents = useMemo(
    () =>
      keep(
        isGrid
          ? contentsOf({ columns, setUp, zone, appointments: shown, blocks, resources, free, now: heldNow })
          : new Map(),
      ),
    [keep, isGrid, columns, setUp, zone, shown, blocks, resources, free, heldNow],
  );
  const counted = useMemo(() => count(columns, contents), [count, columns, contents]);

  const types = useMemo(() => new Map(setUp.types.map((type) => [type.id, type])), [setUp]);
  const typeName = useCallback((row: { typeId: string }) => types.get(row.typeId)?.name ?? '', [types]);
  const isByResource = view === 'resources' || view === 'resourceWeek';
  const colorOf = useCallback(
    (row: { typeId: string; slot: AppointmentSlot }) => {
      const resource = setUp.resources.find(({ id }) => id === row.slot.resourceIds[0]);
      return (isByResource ? types.get(row.typeId)?.settings.color : resource?.settings.color) ?? 'slate';
    },
    [isByResource, setUp, types],
  );

  const openBlock = useCallback(
    (id: string, { from, to }: LocalDay) => edit({ kind: 'block', id, day: { from, to } }),
    [edit],
  );
  const open = useCallback((id: string) => edit({ kind: 'appointment', id }), [edit]);
  const move = (id: string, slot: AppointmentSlot) => {
    const row = appointments.find((each) => each.id === id);
    if (!row || !may(role, 'agenda.book')) return;
    const type = types.get(row.typeId);
    const others = [...busyOf(appointments, setUp, id), ...heldAt(setUp, Date.now())];
    if (type && !isFree(setUp, others, type, slot)) edit({ kind: 'appointment', id, slot });
    else void actions.move(row, slot);
  };

  if (loading) return <SkeletonBlocks count={6} height="72px" label={t('loading')} />;
  const isSetUp = setUp.resources.some(({ active }) => active) && setUp.types.some(({ active }) => active);
  return (
    <div className={styles.screen}>
      <SidePanel setUp={setUp} date={date} today={today} zone={zone} clock={clock} appointments={appointments} />
      <DropFile enabled={may(role, 'agenda.block')} onFile={(file) => edit({ kind: 'import', file })}>
        <Toolbar date={date} today={today} zone={zone} clock={clock} range={range} onUndo={() => void actions.undo()} />
        {!isSetUp ? (
          <EmptyState title={t('empty.title')}>
            {t(may(role, 'agenda.manage') ? 'empty.manage' : 'empty.text')}
          </EmptyState>
        ) : view === 'agenda' || isSearching ? (
          <AgendaList rows={shown} clock={clock} zone={zone} colorOf={colorOf} typeName={typeName} onOpen={open} />
        ) : view === 'month' ? (
          <MonthView
            dates={dates}
            date={date}
            today={today}
            zone={zone}
            rows={shown}
            clock={clock}
            colorOf={colorOf}
            onOpen={open}
            onMove={move}
          />
        ) : (
          <TimeGrid
            key={view}
            label={t(`view.${view}`)}
            columns={counted}
            contents={contents}
            zone={zone}
            clock={clock}
            colorOf={colorOf}
            typeName={typeName}
            isFaded={isFaded}
            onOpen={open}
            onOpenBlock={openBlock}
            onCreate={(at) => edit({ kind: 'new', ...at })}
            onMove={move}
          />
        )}
      </DropFile>
      {editing?.kind === 'import' && (
        <ImportDialog file={editing.file} setUp={setUp} clock={clock} onClose={() => edit(null)} />
      )}
      {(editing?.kind === 'new' || editing?.kind === 'appointment') && (
        <AppointmentForm
          key={JSON.stringify(editing)}
          editing={editing}
          setUp={setUp}
          clock={clock}
          onClose={() => edit(null)}
        />
      )}
      {(editing?.kind === 'newBlock' || editing?.kind === 'block') && (
        <BlockForm key={JSON.stringify(editing)} editing={editing} setUp={setUp} />
      )}
    </div>
  );
}
