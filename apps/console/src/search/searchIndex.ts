import { fold, type Snippet, snippetOf, termsOf } from '@balcao/domain';

export type { Snippet };

/** Something that can be found. `at` (epoch ms) orders the hits: newest first. */
export type SearchEntry =
  | { kind: 'contact'; id: string; name: string; phone: string; email: string; at: number }
  | { kind: 'message'; id: string; conversationId: string; text: string; at: number };

export type SearchHit = { entry: SearchEntry; snippet: Snippet };

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
        if (terms.every((term) => folded.includes(term)))
          hits.push({ entry, snippet: snippetOf(entry.kind === 'message' ? entry.text : entry.name, terms) });
      }
      return hits;
    },
    size: () => byId.size,
  };
}

function searchableText(entry: SearchEntry): string {
  if (entry.kind === 'message') return entry.text;
  return `${entry.name}\n${entry.phone.replace(/\D/g, '')}\n${entry.email}`;
}
