import { fold } from '@balcao/domain';

/** Something that can be found. `at` (epoch ms) orders the hits: newest first. */
export type SearchEntry =
  | { kind: 'contact'; id: string; name: string; phone: string; email: string; at: number }
  | { kind: 'message'; id: string; conversationId: string; text: string; at: number };

export type SearchHit = { entry: SearchEntry; snippet: Snippet };

/** A piece of the found text, cut around the first match; `matches` are [start, end) within `text`. */
export type Snippet = { text: string; matches: [number, number][] };

/**
 * All texts, folded, in memory: a search is one pass of `includes` over them, which is quick enough to run at each key
 * (50,000 messages of 80 characters: about 5 ms) and needs no index that would have to be kept whole.
 * Cost: about 2.5 times the text in memory.
 */
export type SearchIndex = {
  put(entries: readonly SearchEntry[]): void;
  remove(ids: readonly string[]): void;
  /** Entries that hold every word of `query`, anywhere in a word, newest first, at most `limit`. */
  find(query: string, limit: number, kinds?: readonly SearchEntry['kind'][]): SearchHit[];
  size(): number;
};

type Kept = { entry: SearchEntry; folded: string };

export function createSearchIndex(): SearchIndex {
  const byId = new Map<string, Kept>();
  let newestFirst: Kept[] | null = null;

  const ordered = () => {
    newestFirst ??= [...byId.values()].sort((a, b) => b.entry.at - a.entry.at);
    return newestFirst;
  };

  return {
    put(entries) {
      for (const entry of entries) byId.set(entry.id, { entry, folded: fold(searchableText(entry)) });
      newestFirst = null;
    },
    remove(ids) {
      for (const id of ids) byId.delete(id);
      newestFirst = null;
    },
    find(query, limit, kinds) {
      const terms = termsOf(query);
      if (terms.length === 0) return [];
      const hits: SearchHit[] = [];
      for (const { entry, folded } of ordered()) {
        if (hits.length === limit) break;
        if (kinds && !kinds.includes(entry.kind)) continue;
        if (terms.every((term) => folded.includes(term))) hits.push({ entry, snippet: snippetOf(entry, terms) });
      }
      return hits;
    },
    size: () => byId.size,
  };
}

/** Words of a query, folded. Digits with separators, as in a phone number, also match without them. */
export function termsOf(query: string): string[] {
  const words = fold(query).split(/\s+/).filter(Boolean);
  const isPhone = /^[+\d\s().-]+$/.test(query.trim()) && query.replace(/\D/g, '').length >= 4;
  return isPhone ? [query.replace(/\D/g, '')] : words;
}

function searchableText(entry: SearchEntry): string {
  if (entry.kind === 'message') return entry.text;
  return `${entry.name}\n${entry.phone.replace(/\D/g, '')}\n${entry.email}`;
}

const SNIPPET_LENGTH = 120;
const BEFORE_MATCH = 24;

function snippetOf(entry: SearchEntry, terms: readonly string[]): Snippet {
  const shown = entry.kind === 'message' ? entry.text.replace(/\s+/g, ' ') : entry.name;
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
