export { Highlighted } from './Highlighted.tsx';
export { SearchProvider } from './SearchProvider.tsx';
export type { SearchEntry, SearchHit, Snippet } from './searchIndex.ts';
export { type SearchState, useSearch } from './useSearch.ts';
export { type ServerContact, type ServerMessage, type ServerSearch, useServerSearch } from './useServerSearch.ts';
