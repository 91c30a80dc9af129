/** The search index's own thread: a search over all texts never holds up a key press. */
import type { SearchAnswer, SearchRequest } from './protocol.ts';
import { createSearchIndex } from './searchIndex.ts';

const index = createSearchIndex();

self.addEventListener('message', ({ data }: MessageEvent<SearchRequest>) => {
  switch (data.type) {
    case 'put':
      index.put(data.entries);
      break;
    case 'remove':
      index.remove(data.ids);
      break;
    case 'find': {
      const answer: SearchAnswer = { question: data.question, hits: index.find(data.query, data.limit, data.kinds) };
      self.postMessage(answer);
      break;
    }
  }
});
