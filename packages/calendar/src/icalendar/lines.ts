/**
 * The outer form of iCalendar (RFC 5545, 3.1): lines of 75 octets at most, the rest of a longer one behind a space. ical.js
 * counts the space as nothing and makes lines of 76, so folding is ours; what a line means stays ical.js's.
 */
const MOST_OCTETS = 75;

export type Line = { text: string /** Where it begins in the file, from 1. */; at: number };

/** Whole lines, whatever ends them in the file; empty ones are left out. */
export function unfolded(file: string): Line[] {
  const lines: Line[] = [];
  const parts = file.replace(/^\uFEFF/, '').split(/\r\n|\n|\r/);
  for (const [index, part] of parts.entries()) {
    const last = lines.at(-1);
    if (last && (part.startsWith(' ') || part.startsWith('\t'))) last.text += part.slice(1);
    else if (part !== '') lines.push({ text: part, at: index + 1 });
  }
  return lines;
}

/** The line with its breaks, never within a character. */
export function folded(line: string): string {
  if (line.length * 3 <= MOST_OCTETS) return line;
  let written = '';
  let octets = 0;
  for (const character of line) {
    const size = octetsOf(character);
    if (octets + size > MOST_OCTETS) {
      written += '\r\n ';
      octets = 1;
    }
    written += character;
    octets += size;
  }
  return written;
}

function octetsOf(character: string): number {
  const point = character.codePointAt(0) ?? 0;
  return point < 0x80 ? 1 : point < 0x800 ? 2 : point < 0x10000 ? 3 : 4;
}

/** One component of a file, such as a VEVENT, with what stands inside it. */
export type Part = { name: string; lines: string[]; at: number; isWhole: boolean };
/** What stands directly in a VCALENDAR, and its parts. */
export type Sections = { hasCalendar: boolean; properties: string[]; parts: Part[] };

/**
 * Cuts a file into the components of its calendars, so that one that cannot be read takes no other along. Several
 * calendars in one file are read as one.
 */
export function sectionsOf(file: string): Sections {
  const found: Sections = { hasCalendar: false, properties: [], parts: [] };
  let part: Part | null = null;
  let depth = 0;
  for (const { text, at } of unfolded(file)) {
    const [, verb = '', given = ''] = /^(BEGIN|END):\s*([A-Za-z0-9-]+)\s*$/i.exec(text) ?? [];
    const [word, name] = [verb.toUpperCase(), given.toUpperCase()];
    // One that was never closed ends where the next begins: in files that were cut off and joined.
    if (part && (name === 'VCALENDAR' || (word === 'BEGIN' && name === 'VEVENT'))) part = null;
    if (part) {
      part.lines.push(text);
      if (word === 'BEGIN') depth += 1;
      if (word === 'END') depth -= 1;
      if (depth === 0) {
        part.isWhole = true;
        part = null;
      }
    } else if (word === 'BEGIN' && name === 'VCALENDAR') found.hasCalendar = true;
    else if (word === 'BEGIN') {
      part = { name, lines: [text], at, isWhole: false };
      depth = 1;
      found.parts.push(part);
    } else if (word === '') found.properties.push(text);
  }
  return found;
}
