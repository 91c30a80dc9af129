/**
 * What stands in the columns of the calendar, column by column as it was where nothing changed: a thousand cards are not
 * drawn anew because one of them was moved (BOOK-11).
 */
import type { AppointmentRow } from '@balcao/replica';
import type { ColumnContent } from './GridColumn.tsx';
import type { Placed } from './layout.ts';

export type Contents = ReadonlyMap<string, ColumnContent>;

/** @returns `after`, with the objects of `before` wherever they say the same. */
export function kept(before: Contents, after: Contents): Contents {
  let isSame = before.size === after.size;
  const columns = new Map<string, ColumnContent>();
  for (const [key, content] of after) {
    const column = keptColumn(before.get(key), content);
    columns.set(key, column);
    isSame &&= column === before.get(key);
  }
  return isSame ? before : columns;
}

function keptColumn(before: ColumnContent | undefined, after: ColumnContent): ColumnContent {
  if (!before) return after;
  const known = new Map(before.events.map((placed) => [placed.item.id, placed]));
  const content: ColumnContent = {
    events: keptList(
      before.events,
      after.events.map((placed) => keptCard(known.get(placed.item.id), placed)),
    ),
    closed: keptWords(before.closed, after.closed),
    blocked: keptWords(before.blocked, after.blocked),
    held: keptWords(before.held, after.held),
    free: keptWords(before.free, after.free),
  };
  const parts = ['events', 'closed', 'blocked', 'held', 'free'] as const;
  return parts.every((part) => content[part] === before[part]) ? before : content;
}

/** A row is the same object as long as its revision is. */
const keptCard = (before: Placed<AppointmentRow> | undefined, after: Placed<AppointmentRow>) =>
  before &&
  before.item === after.item &&
  before.top === after.top &&
  before.bottom === after.bottom &&
  before.lane === after.lane &&
  before.lanes === after.lanes
    ? before
    : after;

const keptList = <Item>(before: readonly Item[], after: readonly Item[]): readonly Item[] =>
  before.length === after.length && after.every((item, index) => item === before[index]) ? before : after;

/** Of a few flat objects. */
const keptWords = <Item>(before: readonly Item[], after: readonly Item[]): readonly Item[] =>
  JSON.stringify(before) === JSON.stringify(after) ? before : after;

/** Remembers the last contents that it was given. */
export function contentsKeeper(): (contents: Contents) => Contents {
  let last: Contents = new Map();
  return (contents) => {
    last = kept(last, contents);
    return last;
  };
}

type Counted = { facts: string };

/** Columns with how many stand in each above them; one whose number stays is the same object. */
export function countsKeeper<Column extends Counted & { key: string }>(): (
  columns: readonly Column[],
  contents: Contents,
) => readonly Column[] {
  let last: ReadonlyMap<string, { of: Column; counted: Column }> = new Map();
  return (columns, contents) => {
    const next = columns.map((of) => {
      const count = contents.get(of.key)?.events.length ?? 0;
      const facts = count > 0 ? String(count) : '';
      const known = last.get(of.key);
      if (known?.of === of && known.counted.facts === facts) return known;
      return { of, counted: facts === of.facts ? of : { ...of, facts } };
    });
    last = new Map(next.map((each) => [each.of.key, each]));
    return next.map(({ counted }) => counted);
  };
}
