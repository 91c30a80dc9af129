import { useSyncExternalStore } from 'react';

/** From here on list, thread and panel stand side by side; below, the panel lies over the thread. Same in ConversationsScreen.module.css. */
const WIDE = '(min-width: 1100px)';

export function useWide(): boolean {
  return useSyncExternalStore(subscribe, () => matchMedia(WIDE).matches);
}

function subscribe(listener: () => void): () => void {
  const query = matchMedia(WIDE);
  query.addEventListener('change', listener);
  return () => query.removeEventListener('change', listener);
}
