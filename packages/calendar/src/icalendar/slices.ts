import type { BadEvent } from './event.ts';
import { type Part, sectionsOf } from './lines.ts';

/** Events at a time: a second or two of work. Lower: more calls. Higher: others wait for the calendar's lock. */
const MOST_EVENTS = 100;
/** Characters, well within what a call may carry. */
const MOST_CHARACTERS = 250_000;

/** A part of a file that is a file of its own. */
export type Slice = {
  ics: string;
  events: number /** From its lines to the file's. */;
  lineInFile(line: number): number;
};

/**
 * A large file in parts, each with all zones; what shares a UID stays together.
 * @returns `null`: there is no calendar in it.
 */
export function slicesOf(file: string): { slices: Slice[]; bad: BadEvent[] } | null {
  const { hasCalendar, properties, parts } = sectionsOf(file);
  if (!hasCalendar) return null;
  const zones = parts.filter(({ name }) => name === 'VTIMEZONE').flatMap(({ lines }) => lines);
  const head = ['BEGIN:VCALENDAR', ...properties, ...zones];
  const byUid = Map.groupBy(
    parts.filter(({ name }) => name === 'VEVENT'),
    (part) => valueIn(part, 'UID') || `at ${part.at}`,
  );
  const slices: Slice[] = [];
  const bad: BadEvent[] = [];
  let held: Part[] = [];
  let size = 0;
  const close = () => {
    if (held.length > 0) slices.push(sliceOf(head, held));
    held = [];
    size = 0;
  };
  for (const group of byUid.values()) {
    const length = group.reduce((sum, { lines }) => sum + lines.reduce((all, line) => all + line.length, 0), 0);
    if (length > MOST_CHARACTERS) {
      bad.push(...group.map((part): BadEvent => badOf(part)));
      continue;
    }
    if (held.length + group.length > MOST_EVENTS || size + length > MOST_CHARACTERS) close();
    held.push(...group);
    size += length;
  }
  close();
  return { slices, bad };
}

function sliceOf(head: readonly string[], parts: readonly Part[]): Slice {
  const starts: { here: number; there: number }[] = [];
  const lines = [...head];
  for (const part of parts) {
    starts.push({ here: lines.length + 1, there: part.at });
    lines.push(...part.lines);
  }
  lines.push('END:VCALENDAR', '');
  return {
    ics: lines.join('\r\n'),
    events: parts.length,
    lineInFile: (line) => starts.find(({ here }) => here === line)?.there ?? line,
  };
}

const valueIn = ({ lines }: Part, name: string): string =>
  lines
    .find((line) => line.toUpperCase().startsWith(`${name}:`) || line.toUpperCase().startsWith(`${name};`))
    ?.replace(/^[^:]*:/, '') ?? '';

const badOf = (part: Part): BadEvent => ({
  line: part.at,
  uid: valueIn(part, 'UID').slice(0, 200),
  title: valueIn(part, 'SUMMARY').slice(0, 200),
  reason: 'tooLarge',
  value: '',
});
