import type { SearchAnswer, SearchRequest } from './protocol.ts';
import type { SearchEntry, SearchHit } from './searchIndex.ts';

/** The index from this side of its worker. */
export type SearchClient = {
  put(entries: SearchEntry[]): void;
  remove(ids: string[]): void;
  /** Answers in the order of asking. */
  find(query: string, limit: number, kinds: SearchEntry['kind'][]): Promise<SearchHit[]>;
  close(): void;
};

type WorkerLike = Pick<Worker, 'postMessage' | 'terminate' | 'addEventListener'>;

export function createSearchClient(worker: WorkerLike): SearchClient {
  const waiting = new Map<number, (hits: SearchHit[]) => void>();
  let lastQuestion = 0;
  const tell = (request: SearchRequest) => worker.postMessage(request);

  worker.addEventListener('message', (event) => {
    // Only our own worker speaks here, in this shape.
    const { question, hits } = (event as MessageEvent<SearchAnswer>).data;
    waiting.get(question)?.(hits);
    waiting.delete(question);
  });

  return {
    put: (entries) => entries.length > 0 && tell({ type: 'put', entries }),
    remove: (ids) => ids.length > 0 && tell({ type: 'remove', ids }),
    find: (query, limit, kinds) =>
      new Promise((resolve) => {
        lastQuestion += 1;
        waiting.set(lastQuestion, resolve);
        tell({ type: 'find', question: lastQuestion, query, limit, kinds });
      }),
    close: () => worker.terminate(),
  };
}
