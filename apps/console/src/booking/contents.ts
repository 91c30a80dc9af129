/** What stands in each column of the calendar. Pure: from rows to rectangles. */
import { type Block, type Slot, timesOf, union, within, without } from '@balcao/calendar';
import type { AppointmentRow, BlockRow } from '@balcao/replica';
import type { Resource, SetUp } from './agenda.ts';
import type { ColumnContent } from './GridColumn.tsx';
import { type Column, minutesIn, type Span, sideBySide } from './layout.ts';
import { openOn } from './openings.ts';

export type Contents = {
  columns: readonly Column[];
  setUp: SetUp;
  zone: string;
  appointments: readonly AppointmentRow[];
  blocks: readonly { row: BlockRow; block: Block }[];
  /** Those whose columns or appointments are shown. */
  resources: readonly Resource[];
  free: readonly Slot[];
  /** Epoch ms: what is held longer is shown. */
  now: number;
};

export function contentsOf(given: Contents): Map<string, ColumnContent> {
  const byDay = new Map<string, AppointmentRow[]>();
  const dates = new Map(given.columns.map(({ day }) => [day.date, day]));
  for (const [date, day] of dates) {
    byDay.set(
      date,
      given.appointments.filter(({ slot }) => slot.from < day.to && slot.to > day.from),
    );
  }
  return new Map(
    given.columns.map((column) => [column.key, contentOf(column, byDay.get(column.day.date) ?? [], given)]),
  );
}

/** Side by side at one moment. Higher: of a file of thousands that collides nobody sees what is booked any more. */
const MOST_CONFLICTS = 2;

/** What is booked, and of those in conflict as many as leave it room; all of them stand beside the calendar. */
function shownIn<Item extends { item: AppointmentRow; top: number; bottom: number }>(events: readonly Item[]): Item[] {
  const shown = events.filter(({ item }) => item.status !== 'conflict');
  const conflicts: Item[] = [];
  for (const event of events) {
    if (event.item.status !== 'conflict') continue;
    const beside = conflicts.filter(({ top, bottom }) => top < event.bottom && event.top < bottom);
    if (beside.length < MOST_CONFLICTS) conflicts.push(event);
  }
  return [...shown, ...conflicts];
}

const isIn = ({ resourceId }: Column, { slot }: AppointmentRow): boolean =>
  resourceId === null || (resourceId === '' ? slot.resourceIds.length === 0 : slot.resourceIds.includes(resourceId));

function contentOf(column: Column, rows: readonly AppointmentRow[], given: Contents): ColumnContent {
  const { day, resourceId } = column;
  const { zone, setUp, resources, free, blocks } = given;
  const place = (span: Span) => minutesIn(span, day, zone);
  const placed = (spans: readonly Span[]) => spans.flatMap((span) => place(span) ?? []);
  const events = rows.flatMap((item) => {
    const at = isIn(column, item) ? place(item.slot) : null;
    return at ? [{ item, ...at }] : [];
  });
  const own = resourceId === null ? resources : resources.filter(({ id }) => id === resourceId);
  const open = own.flatMap((resource) => openOn(setUp, resource, day)).map(({ from, to }) => ({ from, to }));
  const closed = own.length === 0 ? [] : without([day], union(within(open, day)));
  const blocked = blocks
    .filter(({ row }) => row.resourceId === '' || row.resourceId === resourceId)
    .flatMap(({ row, block }) => placed(timesOf(block, day)).map((at) => ({ ...at, id: row.id, reason: row.reason })));
  const freeHere = free.filter(({ resourceIds }) => resourceId === null || resourceIds.includes(resourceId));
  const held = setUp.holds
    .filter(({ expiresAt }) => expiresAt > given.now)
    .filter(({ resourceIds }) => resourceId === null || resourceIds.includes(resourceId))
    .flatMap(({ id, expiresAt, ...span }) => placed([span]).map((at) => ({ ...at, id, expiresAt })));
  return { events: sideBySide(shownIn(events)), closed: placed(closed), blocked, held, free: placed(union(freeHere)) };
}
