import type { AppointmentSlot, LocalDay } from '@balcao/domain';
import type { AppointmentRow } from '@balcao/replica';
import { type CSSProperties, type KeyboardEvent, type PointerEvent, useCallback, useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useFromNow } from '../i18n/clock.ts';
import { afterHold, type Dragged, holdStill, startDrag } from './drag.ts';
import { type ColumnContent, GridColumn } from './GridColumn.tsx';
import { type Column, DAY_MINUTES, instantAt, minutesIn, SNAP_MINUTES } from './layout.ts';
import styles from './TimeGrid.module.css';
import type { Clock } from './words.ts';

/** Lower: half an hour holds no line of text. Higher: a working day does not fit a screen. */
const PIXELS_PER_MINUTE = 56 / 60;
const FIRST_SEEN_MINUTE = 7.5 * 60;
/** So many share a screen that a third of one holds no more than a few letters. */
const DENSE_COLUMNS = 5;
/** An hour is named across its line. */
const HALF_LINE_PX = 10;
const PRINTED_MINUTES = { from: 8 * 60, to: 18 * 60 };
const HOURS = Array.from({ length: 24 }, (_, hour) => hour);

export type GridColumnOf = Column & {
  label: string;
  /** Above the columns of one resource, when each has several. */
  group: string | null;
  facts: string;
  zone: string;
  isToday: boolean;
};

type Props = {
  label: string;
  columns: readonly GridColumnOf[];
  contents: ReadonlyMap<string, ColumnContent>;
  zone: string;
  clock: Clock;
  colorOf: (row: AppointmentRow) => string;
  typeName: (row: AppointmentRow) => string;
  isFaded: (row: AppointmentRow) => boolean;
  onOpen: (id: string) => void;
  onOpenBlock: (id: string, day: LocalDay) => void;
  onCreate: (at: { from: number; to: number | null; resourceIds: string[] }) => void;
  onMove: (id: string, slot: AppointmentSlot) => void;
};

/** Days or resources side by side over the hours of a day: a week, a day, or everybody's day. */
export function TimeGrid({
  label,
  columns,
  contents,
  zone,
  clock,
  onOpen,
  onOpenBlock,
  onCreate,
  onMove,
  ...looks
}: Props) {
  const { t } = useTranslation('booking');
  const scroller = useRef<HTMLElement>(null);
  useEffect(() => {
    if (!scroller.current) return;
    scroller.current.scrollTop = FIRST_SEEN_MINUTE * PIXELS_PER_MINUTE;
    return holdStill(scroller.current);
  }, []);

  const find = (key: string) => columns.find((column) => column.key === key);
  const rowOf = (id: string) =>
    [...contents.values()].flatMap(({ events }) => events).find(({ item }) => item.id === id)?.item;

  const drop = ({ kind, id, fromColumn, ghost }: Dragged) => {
    const [from, to] = [find(fromColumn), find(ghost.columnKey)];
    if (!from || !to) return;
    const start = instantAt(to.day, ghost.top, zone);
    if (kind === 'create') {
      const end = instantAt(to.day, ghost.bottom, zone);
      onCreate({ from: start, to: end, resourceIds: to.resourceId ? [to.resourceId] : [] });
      return;
    }
    const row = rowOf(id);
    if (!row) return;
    const { slot } = row;
    if (kind === 'resize') onMove(id, { ...slot, to: instantAt(to.day, ghost.bottom, zone) });
    else
      onMove(id, {
        ...slot,
        ...movedTo(slot, start),
        resourceIds: swapped(slot.resourceIds, from.resourceId, to.resourceId),
      });
  };

  const press = (event: PointerEvent<HTMLElement>) => {
    const target = event.target instanceof Element ? event.target : null;
    const element = scroller.current;
    if (event.button !== 0 || !target || !element) return;
    const card = target.closest<HTMLElement>('[data-appointment]');
    const column = target.closest<HTMLElement>('[data-column]');
    if (!column || target.closest('[data-block]')) return;
    const columnKey = column.dataset.column ?? '';
    const grabbed = card
      ? {
          kind: target.closest('[data-resize]') ? ('resize' as const) : ('move' as const),
          id: card.dataset.appointment ?? '',
          columnKey,
          top: Number(card.dataset.top),
          bottom: Number(card.dataset.bottom),
        }
      : { kind: 'create' as const, id: '', columnKey, top: 0, bottom: 0 };
    const pressed = event.nativeEvent;
    const isHeld = event.pointerType === 'touch';
    const start = () =>
      startDrag(pressed, { scroller: element, grabbed, pixelsPerMinute: PIXELS_PER_MINUTE, isHeld, onDrop: drop });
    if (isHeld) afterHold(pressed, start);
    else start();
  };

  const create = (event: React.MouseEvent<HTMLElement>) => {
    const target = event.target instanceof Element ? event.target : null;
    const element = target?.closest<HTMLElement>('[data-column]');
    const column = element && find(element.dataset.column ?? '');
    if (!element || !column || target?.closest('button')) return;
    const minutes = (event.clientY - element.getBoundingClientRect().top) / PIXELS_PER_MINUTE;
    const from = instantAt(column.day, Math.floor(minutes / SNAP_MINUTES) * SNAP_MINUTES, zone);
    onCreate({ from, to: null, resourceIds: column.resourceId ? [column.resourceId] : [] });
  };

  const nudged = useRef('');
  const nudge = useNudge(columns, onMove, zone, nudged);
  // Moved into another column it is another button: whoever moved it by keyboard goes on with it.
  // biome-ignore lint/correctness/useExhaustiveDependencies: looked at when the calendar shows something else
  useEffect(() => {
    if (nudged.current === '' || document.activeElement !== document.body) return;
    const card = scroller.current?.querySelector<HTMLElement>(`[data-appointment="${nudged.current}"]`);
    card?.focus();
  }, [contents]);
  const groups = groupsOf(columns);

  return (
    <section
      ref={scroller}
      className={styles.scroller}
      aria-label={label}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
      tabIndex={0}
      onPointerDown={press}
      onDoubleClick={create}
    >
      <div
        className={styles.grid}
        data-dense={columns.length >= DENSE_COLUMNS || undefined}
        style={variables({ '--columns': columns.length, '--least': columns.length > 8 ? '84px' : '112px' })}
      >
        {groups && (
          <div className={styles.groups}>
            <span className={styles.corner} />
            {groups.map(({ name, count }, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: two resources may have one name
              <span key={index} className={styles.group} style={{ gridColumn: `span ${count}` }}>
                {name}
              </span>
            ))}
          </div>
        )}
        <div className={styles.heads}>
          <span className={styles.corner} />
          {columns.map((column) => (
            <div key={column.key} className={styles.head} data-today={column.isToday || undefined}>
              <span className={styles.name}>{column.label}</span>
              <small>{column.facts}</small>
            </div>
          ))}
        </div>
        <div className={styles.body} style={variables({ height: 1440 * PIXELS_PER_MINUTE, ...printed(contents) })}>
          <div className={styles.hours} aria-hidden="true">
            {HOURS.slice(1).map((hour) => (
              <span key={hour} style={{ top: hour * 60 * PIXELS_PER_MINUTE }}>
                {clock.hour(hour)}
              </span>
            ))}
          </div>
          {columns.map((column) => (
            <GridColumn
              key={column.key}
              column={column}
              content={contents.get(column.key)}
              pixelsPerMinute={PIXELS_PER_MINUTE}
              clock={clock}
              onOpen={onOpen}
              onOpenBlock={onOpenBlock}
              onNudge={nudge}
              {...looks}
            />
          ))}
          <NowLine columns={columns} zone={zone} label={t('now')} />
        </div>
      </div>
    </section>
  );
}

/** React's type of styles knows no variables of CSS. */
const variables = (values: CSSProperties & Record<`--${string}`, number | string>): CSSProperties => values;

/** What paper leaves out above and below: the hours before and after the usual ones in which nothing stands. */
function printed(contents: Props['contents']): Record<`--${string}`, string> {
  let [first, last] = [PRINTED_MINUTES.from, PRINTED_MINUTES.to];
  for (const { events } of contents.values()) {
    for (const { top, bottom } of events) [first, last] = [Math.min(first, top), Math.max(last, bottom)];
  }
  const [above, below] = [Math.floor(first / 60) * 60, DAY_MINUTES - Math.ceil(last / 60) * 60];
  const left = (minutes: number) => `${Math.max(0, minutes * PIXELS_PER_MINUTE - HALF_LINE_PX)}px`;
  return { '--print-top': left(above), '--print-bottom': left(below) };
}

/** It keeps its length on the clock face that it was given. */
const movedTo = (slot: AppointmentSlot, from: number) => ({ from, to: from + (slot.to - slot.from) });

/** Dragged from one resource's column into another's; in columns of days nobody changes. */
function swapped(resourceIds: string[], from: string | null, to: string | null): string[] {
  if (from === null || to === null || from === to) return resourceIds;
  const rest = resourceIds.filter((id) => id !== from && id !== to);
  return to === '' ? rest : [...rest, to];
}

/** Alt with up and down moves by a quarter of an hour, with left and right to the next column; with Shift the end moves. */
function useNudge(
  columns: readonly GridColumnOf[],
  onMove: Props['onMove'],
  zone: string,
  nudged: { current: string },
) {
  const latest = useRef({ columns, onMove });
  useEffect(() => {
    latest.current = { columns, onMove };
  });
  return useCallback(
    (row: AppointmentRow, event: KeyboardEvent) => {
      const step = { ArrowUp: -1, ArrowDown: 1 }[event.key];
      const side = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
      if (step === undefined && side === undefined) return;
      event.preventDefault();
      event.stopPropagation();
      nudged.current = row.id;
      const { slot } = row;
      const by = (step ?? 0) * SNAP_MINUTES * 60_000;
      if (step !== undefined) {
        if (!event.shiftKey) latest.current.onMove(row.id, { ...slot, from: slot.from + by, to: slot.to + by });
        else if (slot.to + by > slot.from) latest.current.onMove(row.id, { ...slot, to: slot.to + by });
        return;
      }
      const all = latest.current.columns;
      const key = event.currentTarget instanceof HTMLElement ? event.currentTarget.dataset.in : undefined;
      const index = all.findIndex((column) => column.key === key);
      const [here, there] = [all[index], all[index + (side ?? 0)]];
      const minutes = here && minutesIn(slot, here.day, zone)?.top;
      if (!here || !there || minutes === undefined) return;
      const from = instantAt(there.day, minutes, zone);
      const resourceIds = swapped(slot.resourceIds, here.resourceId, there.resourceId);
      latest.current.onMove(row.id, { ...slot, ...movedTo(slot, from), resourceIds });
    },
    [zone, nudged],
  );
}

function groupsOf(columns: readonly GridColumnOf[]): { name: string; count: number }[] | null {
  const groups: { name: string; count: number }[] = [];
  for (const { group } of columns) {
    if (group === null) return null;
    const last = groups.at(-1);
    if (last?.name === group) last.count += 1;
    else groups.push({ name: group, count: 1 });
  }
  return groups;
}

function NowLine({ columns, zone, label }: { columns: readonly Column[]; zone: string; label: string }) {
  const now = useFromNow(useCallback((at) => Math.floor(at / 60_000) * 60_000, []));
  const first = columns.findIndex(({ day }) => day.from <= now && now < day.to);
  const last = columns.findLastIndex(({ day }) => day.from <= now && now < day.to);
  const day = columns[first]?.day;
  const place = day && minutesIn({ from: now, to: now + 60_000 }, day, zone);
  if (!place) return null;
  // Columns of one day stand together, unless each resource has its own week.
  const isOneStretch = columns.slice(first, last + 1).every((each) => each.day.date === day.date);
  const style = variables({
    top: place.top * PIXELS_PER_MINUTE,
    '--first': isOneStretch ? first : 0,
    '--count': isOneStretch ? last - first + 1 : columns.length,
  });
  return <div role="img" aria-label={label} className={styles.now} style={style} />;
}
