import { fold } from '../fold.ts';

/** A piece of a found text, cut around the first match; `matches` are [start, end) within `text`. */
export type Snippet = { text: string; matches: [number, number][] };

/** Words of a query, folded. Digits with separators, as in a phone number, also match without them. */
export function termsOf(query: string): string[] {
  const words = fold(query).split(/\s+/).filter(Boolean);
  const isPhone = /^[+\d\s().-]+$/.test(query.trim()) && query.replace(/\D/g, '').length >= 4;
  return isPhone ? [query.replace(/\D/g, '')] : words;
}

const SNIPPET_LENGTH = 120;
const BEFORE_MATCH = 24;

export function snippetOf(written: string, terms: readonly string[]): Snippet {
  const shown = written.replace(/\s+/g, ' ');
  const found = matchesIn(shown, terms);
  const first = found[0]?.[0] ?? 0;
  const start = shown.length <= SNIPPET_LENGTH || first <= BEFORE_MATCH ? 0 : wordStart(shown, first - BEFORE_MATCH);
  const end = Math.min(shown.length, start + SNIPPET_LENGTH);
  const lead = start > 0 ? '…' : '';
  const tail = end < shown.length ? '…' : '';
  const matches = found
    .filter(([from, to]) => from >= start && to <= end)
    .map(([from, to]): [number, number] => [from - start + lead.length, to - start + lead.length]);
  return { text: `${lead}${shown.slice(start, end)}${tail}`, matches };
}

const wordStart = (text: string, from: number): number => {
  const space = text.indexOf(' ', from);
  return space === -1 || space > from + BEFORE_MATCH ? from : space + 1;
};

/** Where the terms stand in a text as it is written, with its accents; sorted, without overlaps. */
export function matchesIn(text: string, terms: readonly string[]): [number, number][] {
  const { folded, origin } = foldedWithOrigin(text);
  const found: [number, number][] = [];
  for (const term of terms) {
    for (let at = folded.indexOf(term); at !== -1; at = folded.indexOf(term, at + term.length)) {
      found.push([origin[at] ?? 0, origin[at + term.length] ?? text.length]);
    }
  }
  found.sort((a, b) => a[0] - b[0]);
  return found.reduce<[number, number][]>((merged, [from, to]) => {
    const last = merged.at(-1);
    if (last && from <= last[1]) last[1] = Math.max(last[1], to);
    else merged.push([from, to]);
    return merged;
  }, []);
}

/** Folding may change lengths ("ﬁ", "İ"), so each folded unit remembers where it came from. */
function foldedWithOrigin(text: string): { folded: string; origin: number[] } {
  let folded = '';
  const origin: number[] = [];
  let at = 0;
  for (const char of text) {
    const part = fold(char);
    for (let unit = 0; unit < part.length; unit += 1) origin.push(at);
    folded += part;
    at += char.length;
  }
  origin.push(text.length);
  return { folded, origin };
}
