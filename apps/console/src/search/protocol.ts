import type { SearchEntry, SearchHit } from './searchIndex.ts';

/** What the console tells the worker that holds the index. */
export type SearchRequest =
  | { type: 'put'; entries: SearchEntry[] }
  | { type: 'remove'; ids: string[] }
  | { type: 'find'; question: number; query: string; limit: number; kinds: SearchEntry['kind'][] };

/** What the worker answers; `question` is the number of the `find` that it answers. */
export type SearchAnswer = { question: number; hits: SearchHit[] };
